package org.campanile.core.shard;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.campanile.core.storage.FileStore;

/**
 * A Parquet file written page by page: whoever encodes the pages decides where row groups end, which Parquet's own
 * writers decide by memory.
 *
 * <pre>
 * startRowGroup (startColumn addPage* endColumn)* endRowGroup ... finish
 * </pre>
 */
final class ParquetOutput implements AutoCloseable {
    private static final int ZSTD_LEVEL = 3;

    private final String path;
    private final MessageType schema;
    private final DigestOutputFile output;
    private final ParquetFileWriter writer;
    private final ZstdCompressCtx zstd;
    private final List<Integer> rowGroups = new ArrayList<>();
    private byte[] compressed = new byte[0];
    private boolean finished;

    ParquetOutput(FileStore store, String path, MessageType schema) throws IOException {
        this.path = path;
        this.schema = schema;
        this.output = new DigestOutputFile(store, path);
        this.writer = start();
        this.zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
    }

    void startRowGroup(int rows) throws IOException {
        writer.startBlock(rows);
        rowGroups.add(rows);
    }

    /** @param values number of entries in all pages of the column in this row group */
    void startColumn(int column, long values) throws IOException {
        writer.startColumn(schema.getColumns().get(column), values, CompressionCodecName.ZSTD);
    }

    void addPage(int column, Page page) throws IOException {
        int bound = Math.toIntExact(Zstd.compressBound(page.length()));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int length = zstd.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.length());
        writer.writeDataPage(
                page.values(),
                page.length(),
                BytesInput.from(compressed, 0, length),
                page.statistics(schema.getColumns().get(column).getPrimitiveType()),
                page.rows(),
                Encoding.RLE,
                Encoding.RLE,
                Encoding.PLAIN);
    }

    /** Writes a column of one page. */
    void addColumn(int column, Page page) throws IOException {
        startColumn(column, page.values());
        addPage(column, page);
        endColumn();
    }

    void endColumn() throws IOException {
        writer.endColumn();
    }

    void endRowGroup() throws IOException {
        writer.endBlock();
    }

    /** Publishes the file. */
    ShardInfo finish() throws IOException {
        output.beginEnd();
        writer.end(Map.of());
        finished = true;
        long rows = rowGroups.stream().mapToLong(Integer::longValue).sum();
        return new ShardInfo(path, rows, output.length(), output.sha256(), rowGroups);
    }

    /** Discards a file that is not finished. */
    @Override
    public void close() {
        zstd.close();
        if (!finished) {
            output.discard();
        }
    }

    private ParquetFileWriter start() throws IOException {
        boolean started = false;
        try {
            ParquetFileWriter result = new ParquetFileWriter(
                    output, schema, ParquetFileWriter.Mode.CREATE, Long.MAX_VALUE, 0, 64, Integer.MAX_VALUE, true);
            result.start();
            started = true;
            return result;
        } finally {
            if (!started) {
                output.discard();
            }
        }
    }
}
