package org.campanile.core.shard;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.storage.FileStore;

/**
 * Parquet files for readers outside Campanile: some columns without nulls, zstd, as many rows as fit in memory, in one row
 * group. A file appears under its name when it is whole.
 */
public final class TableFile {
    private TableFile() {}

    /**
     * Writes a file.
     *
     * @param path    relative to the store
     * @param columns of different names and equally many rows, at least one
     * @throws CampanileException when it cannot be written
     */
    public static ShardInfo write(FileStore store, String path, List<TableColumn> columns) {
        int rows = Check.positive(columns.get(0).rows(), "rows");
        columns.forEach(column ->
                Check.that(column.rows() == rows, "column %s has %d rows, not %d", column.name(), column.rows(), rows));
        try (ParquetOutput output = new ParquetOutput(store, path, schema(columns))) {
            output.startRowGroup(rows);
            Page page = new Page();
            for (int column = 0; column < columns.size(); column++) {
                page.begin(rows);
                put(columns.get(column), page);
                output.addColumn(column, page);
            }
            output.endRowGroup();
            return output.finish();
        } catch (IOException e) {
            throw new CampanileException(store.root() + "/" + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a file that {@link #write} wrote.
     *
     * @throws CampanileException when it is absent, damaged, or of another kind
     */
    public static List<TableColumn> read(FileStore store, String path) {
        // Damaged bytes end in exceptions of many kinds inside Parquet and zstd.
        try (ParquetFileReader reader = open(store, path)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            PageReadStore pages = reader.readNextRowGroup();
            int rows = Math.toIntExact(pages.getRowCount());
            return schema.getFields().stream()
                    .map(field ->
                            read(field, schema.getColumns().get(schema.getFieldIndex(field.getName())), pages, rows))
                    .toList();
        } catch (IOException | RuntimeException e) {
            throw unreadable(store, path, e);
        }
    }

    /**
     * Number of rows of a file, by its footer.
     *
     * @throws CampanileException when it is absent or damaged
     */
    public static long rows(FileStore store, String path) {
        try (ParquetFileReader reader = open(store, path)) {
            return reader.getRecordCount();
        } catch (IOException | RuntimeException e) {
            throw unreadable(store, path, e);
        }
    }

    private static ParquetFileReader open(FileStore store, String path) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder()
                .withCodecFactory(new ZstdCodecs())
                .usePageChecksumVerification()
                .build();
        return ParquetFileReader.open(new ChannelInputFile(store, path, store.size(path)), options);
    }

    private static CampanileException unreadable(FileStore store, String path, Exception e) {
        return new CampanileException(
                store.root() + "/" + path + " cannot be read as a table that Campanile wrote: " + e.getMessage(), e);
    }

    private static MessageType schema(List<TableColumn> columns) {
        MessageTypeBuilder message = Types.buildMessage();
        for (TableColumn column : columns) {
            if (column instanceof TableColumn.Texts) {
                message.required(BINARY).as(LogicalTypeAnnotation.stringType()).named(column.name());
            } else if (column instanceof TableColumn.Longs) {
                message.required(INT64).named(column.name());
            } else if (column instanceof TableColumn.Vectors) {
                message.requiredList().requiredElement(FLOAT).named(column.name());
            }
        }
        return message.named("table");
    }

    private static void put(TableColumn column, Page page) throws IOException {
        if (column instanceof TableColumn.Texts texts) {
            for (String text : texts.values()) {
                page.putText(text.getBytes(StandardCharsets.UTF_8));
            }
        } else if (column instanceof TableColumn.Longs longs) {
            page.putLongs(longs.values(), 0, longs.rows());
        } else if (column instanceof TableColumn.Vectors vectors) {
            page.putLists(bits(vectors), 0, vectors.rows());
        }
    }

    /* A number is held as its bits: lists of numbers and of ids are stored alike. */
    private static JaggedIds bits(TableColumn.Vectors vectors) {
        JaggedIds lists = new JaggedIds();
        int[] bits = new int[vectors.length()];
        for (int row = 0; row < vectors.rows(); row++) {
            for (int i = 0; i < bits.length; i++) {
                bits[i] = Float.floatToRawIntBits(vectors.values()[row * bits.length + i]);
            }
            lists.addRow(bits, 0, bits.length);
        }
        return lists;
    }

    private static TableColumn read(Type field, ColumnDescriptor column, PageReadStore pages, int rows) {
        PageReader reader = pages.getPageReader(column);
        ColumnDecoder decoder = new ColumnDecoder();
        try {
            switch (column.getPrimitiveType().getPrimitiveTypeName()) {
                case BINARY -> {
                    String[] texts = new String[rows];
                    decoder.readTexts(reader, texts, rows);
                    return new TableColumn.Texts(field.getName(), texts);
                }
                case INT64 -> {
                    long[] numbers = new long[rows];
                    decoder.readLongs(reader, numbers, rows);
                    return new TableColumn.Longs(field.getName(), numbers);
                }
                case FLOAT -> {
                    JaggedIds lists = new JaggedIds();
                    decoder.readLists(reader, lists, rows);
                    return vectors(field.getName(), lists);
                }
                default -> throw new IOException("column " + field.getName() + " is of another type");
            }
        } catch (IOException e) {
            throw new CampanileException(String.valueOf(e.getMessage()), e);
        }
    }

    private static TableColumn.Vectors vectors(String name, JaggedIds lists) throws IOException {
        int length = lists.start(1);
        for (int row = 0; row < lists.rows(); row++) {
            if (lists.start(row + 1) - lists.start(row) != length) {
                throw new IOException("vectors of column " + name + " differ in length");
            }
        }
        float[] values = new float[lists.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(lists.values()[i]);
        }
        return new TableColumn.Vectors(name, length, values);
    }
}
