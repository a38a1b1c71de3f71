package org.campanile.core.shard;

import java.io.IOException;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;

/** An open Parquet file of a data set, checked against its entry in the manifest. For one thread. */
final class ParquetInput implements AutoCloseable {
    private final FileStore store;
    private final ShardInfo shard;
    private final ZstdCodecs codecs = new ZstdCodecs();
    private final ParquetFileReader reader;

    /**
     * @param schema  all columns of the file
     * @param columns the columns to be read, some or all of {@code schema}
     * @throws CampanileException if the file is absent or is not what the manifest and the schema say
     */
    ParquetInput(FileStore store, ShardInfo shard, MessageType schema, MessageType columns) {
        this.store = store;
        this.shard = shard;
        ShardFiles.checkLength(store, shard);
        this.reader = open();
        try {
            checkSchema(schema);
            checkRowGroups();
            reader.setRequestedSchema(columns);
        } catch (CampanileException e) {
            close();
            throw e;
        }
    }

    /** Hands the pages of a row group to a decoder. */
    void read(int rowGroup, RowGroupDecoder decoder) {
        int rows = shard.rowGroups().get(rowGroup);
        try {
            decoder.decode(reader.readRowGroup(rowGroup), rows);
        } catch (IOException | RuntimeException e) {
            // Damaged bytes end in exceptions of many kinds inside Parquet and zstd.
            throw ShardFiles.failed(store, shard, "row group " + rowGroup, e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw ShardFiles.damaged(store, shard, "it cannot be closed: " + e.getMessage(), e);
        }
    }

    private ParquetFileReader open() {
        ParquetReadOptions options = ParquetReadOptions.builder()
                .withCodecFactory(codecs)
                .usePageChecksumVerification()
                .build();
        try {
            return ParquetFileReader.open(new ChannelInputFile(store, shard.path(), shard.bytes()), options);
        } catch (IOException | RuntimeException e) {
            codecs.release();
            throw ShardFiles.failed(store, shard, "its footer", e);
        }
    }

    private void checkSchema(MessageType expected) {
        MessageType actual = reader.getFileMetaData().getSchema();
        if (!actual.getFields().equals(expected.getFields())) {
            String difference = "its columns are " + actual.getFields() + " instead of " + expected.getFields();
            throw ShardFiles.damaged(store, shard, difference, null);
        }
    }

    private void checkRowGroups() {
        List<Integer> actual = reader.getRowGroups().stream()
                .map(group -> Math.toIntExact(group.getRowCount()))
                .toList();
        if (!actual.equals(shard.rowGroups())) {
            String difference = "its row groups have " + actual + " rows instead of " + shard.rowGroups();
            throw ShardFiles.damaged(store, shard, difference, null);
        }
    }

    /** Decodes the pages of one row group. */
    interface RowGroupDecoder {
        void decode(PageReadStore pages, int rows) throws IOException;
    }
}
