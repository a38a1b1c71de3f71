package org.campanile.core.shard;

import java.io.IOException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.storage.FileStore;

/** Files of vectors of one length: the columns {@code row} (INT32) and {@code vector} (list of FLOAT). */
public final class VectorFile {
    private static final MessageType SCHEMA = ShardSchemas.vectors();
    private static final ColumnDescriptor ROW = SCHEMA.getColumns().get(0);
    private static final ColumnDescriptor VECTOR = SCHEMA.getColumns().get(1);
    private static final int NUMBERS_PER_GROUP = 1 << 20;

    private VectorFile() {}

    /** Gives the vectors to be written. */
    @FunctionalInterface
    public interface Source {
        /** Copies the vector of a row to {@code vector}, which is as long as the vectors are. */
        void read(int row, float[] vector);
    }

    /** Takes the vectors that were read. */
    @FunctionalInterface
    public interface Target {
        /** Takes the vector of a row; the array is reused. */
        void write(int row, float[] vector);
    }

    /**
     * Writes the vectors of consecutive rows.
     *
     * @param path     relative to the store
     * @param firstRow the first row
     * @param rows     number of rows; at least 1
     * @param length   length of the vectors; at least 1
     */
    public static ShardInfo write(FileStore store, String path, int firstRow, int rows, int length, Source source) {
        Check.notNegative(firstRow, "first row");
        Check.positive(rows, "rows");
        Check.positive(length, "length");
        try (ParquetOutput output = new ParquetOutput(store, path, SCHEMA)) {
            RowGroup group = new RowGroup(length);
            int rowsPerGroup = Math.max(1, NUMBERS_PER_GROUP / length);
            for (int done = 0; done < rows; done += rowsPerGroup) {
                group.fill(firstRow + done, Math.min(rowsPerGroup, rows - done), source);
                group.writeTo(output);
            }
            return output.finish();
        } catch (IOException e) {
            throw new CampanileException(store.root() + "/" + path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Reads all vectors of a file.
     *
     * @param length expected length of the vectors
     * @throws CampanileException if the file is absent or damaged, or holds vectors of another length
     */
    public static void read(FileStore store, ShardInfo file, int length, Target target) {
        RowGroup group = new RowGroup(length);
        try (ParquetInput input = new ParquetInput(store, file, SCHEMA, SCHEMA)) {
            for (int number = 0; number < file.rowGroups().size(); number++) {
                input.read(number, group::decode);
                group.copyTo(target);
            }
        }
    }

    /** The vectors of one row group. A number is held as its bits: lists of numbers and of ids are stored alike. */
    private static final class RowGroup {
        private final float[] vector;
        private final int[] bits;
        private final JaggedIds vectors = new JaggedIds();
        private final Page page = new Page();
        private final ColumnDecoder decoder = new ColumnDecoder();
        private int[] rows = new int[0];
        private int size;

        RowGroup(int length) {
            this.vector = new float[length];
            this.bits = new int[length];
        }

        void fill(int firstRow, int count, Source source) {
            resize(count);
            for (int i = 0; i < count; i++) {
                rows[i] = firstRow + i;
                source.read(rows[i], vector);
                for (int j = 0; j < vector.length; j++) {
                    bits[j] = Float.floatToRawIntBits(vector[j]);
                }
                vectors.addRow(bits, 0, bits.length);
            }
        }

        void writeTo(ParquetOutput output) throws IOException {
            output.startRowGroup(size);
            page.begin(size);
            page.putInts(rows, 0, size);
            output.addColumn(0, page);
            page.begin(size);
            page.putLists(vectors, 0, size);
            output.addColumn(1, page);
            output.endRowGroup();
        }

        void decode(PageReadStore pages, int count) throws IOException {
            resize(count);
            decoder.readInts(pages.getPageReader(ROW), rows, count);
            decoder.readLists(pages.getPageReader(VECTOR), vectors, count);
            for (int i = 0; i < count; i++) {
                int length = vectors.start(i + 1) - vectors.start(i);
                if (length != vector.length) {
                    throw new IOException("row " + rows[i] + " has " + length + " numbers instead of " + vector.length);
                }
            }
        }

        void copyTo(Target target) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = Float.intBitsToFloat(vectors.values()[vectors.start(i) + j]);
                }
                target.write(rows[i], vector);
            }
        }

        private void resize(int count) {
            size = count;
            vectors.clear();
            if (rows.length < count) {
                rows = new int[count];
            }
        }
    }
}
