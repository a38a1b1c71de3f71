package org.campanile.core.training;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;
import org.campanile.core.embedding.TableStep;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.FloatRows;

/** Replicas of tables, alike at first, that workers then change in ways that depend on seed and rank alone. */
final class ReplicaFixture {
    static final int DIM = 5;
    static final int WIDTH = DIM + 1;

    private ReplicaFixture() {}

    static LocalEmbeddingTable table(String name, int rows) {
        SparseOptimizerConfiguration optimizer =
                new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1);
        return new LocalEmbeddingTable(new TableSettings(name, rows, DIM, 11, 0.5f, optimizer));
    }

    /** About a third of the rows. */
    static int[] someRows(int rows, int rank) {
        Random random = new Random(1000L * rows + rank);
        return IntStream.range(0, rows).filter(row -> random.nextInt(3) == 0).toArray();
    }

    /** A new record: multiples of 1/8 below 16, whose sums over few workers are exact in any order. */
    static float[] exactRecord(int row, int rank) {
        Random random = new Random(31L * row + rank);
        float[] record = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            record[i] = (1 + random.nextInt(127)) / 8f;
        }
        return record;
    }

    /** Any numbers of different magnitudes, whose sum depends on the order. */
    static float[] anyRecord(int row, int rank) {
        Random random = new Random(31L * row + rank);
        float[] record = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            record[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(5) - 2));
        }
        return record;
    }

    /** Updates the rows, which marks them as touched, and gives them new records. */
    static void change(LocalEmbeddingTable table, int[] rows, int rank, Records records) {
        try (FloatMatrix zeros = new FloatMatrix(Math.max(1, rows.length), DIM)) {
            TableStep step = table.newStep();
            step.add(rows, 0, rows.length, 0, 0, 0);
            table.update(step, new FloatRows[] {zeros}, 0, 1);
        }
        for (int row : rows) {
            table.writeRecord(row, records.record(row, rank), 0);
        }
    }

    /** All records of a table, row after row. */
    static float[] recordsOf(TableState table) {
        float[] records = new float[table.rows() * WIDTH];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, records, row * WIDTH);
        }
        return records;
    }

    static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        Arrays.setAll(bits, i -> Float.floatToRawIntBits(values[i]));
        return bits;
    }

    /** What a worker makes of a row. */
    interface Records {
        float[] record(int row, int rank);
    }
}
