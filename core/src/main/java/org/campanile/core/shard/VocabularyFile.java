package org.campanile.core.shard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.storage.FileStore;

/**
 * Vocabulary files: the columns {@code value} (string), {@code index} (INT32) and {@code count} (INT64), one row per
 * index from 0 on.
 */
public final class VocabularyFile {
    private static final MessageType SCHEMA = ShardSchemas.vocabulary();
    private static final List<ColumnDescriptor> COLUMNS = SCHEMA.getColumns();
    private static final int ROWS_PER_GROUP = 1 << 16;

    private VocabularyFile() {}

    /**
     * Writes a vocabulary.
     *
     * @param path    relative to the store
     * @param entries in the order of their indices, from 0 without gaps
     */
    public static ShardInfo write(FileStore store, String path, Iterator<VocabularyEntry> entries) {
        try (ParquetOutput output = new ParquetOutput(store, path, SCHEMA)) {
            RowGroup group = new RowGroup();
            for (int index = 0; entries.hasNext(); index++) {
                VocabularyEntry entry = entries.next();
                Check.that(entry.index() == index, "index %d of '%s' must be %d", entry.index(), entry.value(), index);
                group.add(entry);
                if (group.size == ROWS_PER_GROUP) {
                    group.writeTo(output);
                }
            }
            if (group.size > 0) {
                group.writeTo(output);
            }
            return output.finish();
        } catch (IOException e) {
            throw new CampanileException(
                    "vocabulary " + store.root() + "/" + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads a vocabulary in the order of its indices.
     *
     * @throws CampanileException if the file is absent or damaged
     */
    public static void read(FileStore store, ShardInfo file, Consumer<VocabularyEntry> consumer) {
        RowGroup group = new RowGroup();
        try (ParquetInput input = new ParquetInput(store, file, SCHEMA, SCHEMA)) {
            for (int number = 0; number < file.rowGroups().size(); number++) {
                input.read(number, group::decode);
                group.forEach(consumer);
            }
        }
    }

    /** Reads the counts alone, by index. */
    static long[] readCounts(FileStore store, ShardInfo file) {
        MessageType counts = new MessageType(SCHEMA.getName(), SCHEMA.getType(ShardSchemas.COUNT));
        ColumnDescriptor column = counts.getColumns().get(0);
        ColumnDecoder decoder = new ColumnDecoder();
        long[] result = new long[Math.toIntExact(file.rows())];
        long[] group = new long[ROWS_PER_GROUP];
        try (ParquetInput input = new ParquetInput(store, file, SCHEMA, counts)) {
            int first = 0;
            for (int number = 0; number < file.rowGroups().size(); number++) {
                input.read(number, (pages, rows) -> decoder.readLongs(pages.getPageReader(column), group, rows));
                System.arraycopy(group, 0, result, first, file.rowGroups().get(number));
                first += file.rowGroups().get(number);
            }
        }
        return result;
    }

    /** The entries of one row group, by column. */
    private static final class RowGroup {
        private final String[] values = new String[ROWS_PER_GROUP];
        private final int[] indices = new int[ROWS_PER_GROUP];
        private final long[] counts = new long[ROWS_PER_GROUP];
        private final Page page = new Page();
        private final ColumnDecoder decoder = new ColumnDecoder();
        private int size;

        void add(VocabularyEntry entry) {
            values[size] = entry.value();
            indices[size] = entry.index();
            counts[size] = entry.count();
            size++;
        }

        void writeTo(ParquetOutput output) throws IOException {
            output.startRowGroup(size);
            page.begin(size);
            for (int row = 0; row < size; row++) {
                page.putText(values[row].getBytes(StandardCharsets.UTF_8));
            }
            output.addColumn(0, page);
            page.begin(size);
            page.putInts(indices, 0, size);
            output.addColumn(1, page);
            page.begin(size);
            page.putLongs(counts, 0, size);
            output.addColumn(2, page);
            output.endRowGroup();
            size = 0;
        }

        void decode(PageReadStore pages, int rows) throws IOException {
            decoder.readTexts(pages.getPageReader(COLUMNS.get(0)), values, rows);
            decoder.readInts(pages.getPageReader(COLUMNS.get(1)), indices, rows);
            decoder.readLongs(pages.getPageReader(COLUMNS.get(2)), counts, rows);
            size = rows;
        }

        void forEach(Consumer<VocabularyEntry> consumer) {
            for (int row = 0; row < size; row++) {
                consumer.accept(new VocabularyEntry(values[row], indices[row], counts[row]));
            }
        }
    }
}
