package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatRows;
import org.campanile.core.math.HeapMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hashed table does with ids what a table of as many rows does with the rows that they have. */
class HashedTableTest {
    private static final int IDS = 40;
    private static final int ROWS = 7;
    private static final int DIM = 3;
    private static final RowMapping MAPPING = new RowMapping.Hashed(IDS, ROWS);
    private static final TableSettings FULL = new TableSettings(
            "items", ROWS, DIM, 5, 0.5f, new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1));
    private static final TableSettings HASHED = FULL.with(new TableCompression(MAPPING, 0, DIM));

    @TempDir
    private Path folder;

    private static int[] rows(int[] ids) {
        return Arrays.stream(ids).map(MAPPING::row).toArray();
    }

    private static JaggedIds bags(int[] ids) {
        JaggedIds bags = new JaggedIds();
        bags.addRow(ids, 0, 3);
        bags.addRow(ids, 3, 0);
        bags.addRow(ids, 3, 2);
        return bags;
    }

    /** Single ids, pooled ones, and one that is scaled. */
    private static float[] lookUp(EmbeddingTable table, int[] ids) {
        HeapMatrix out = matrix(12);
        table.lookUp(ids, 0, 5, out, 0, 0);
        table.lookUpPooled(bags(ids), 0, 3, Pooling.SUM, out, 5, 0);
        table.lookUpPooled(bags(ids), 0, 3, Pooling.MAX, out, 8, 0);
        table.lookUpScaled(ids[2], new float[] {2.5f}, 0, 1, 1, out, 11, 0);
        return out.elements();
    }

    private static HeapMatrix matrix(int rows) {
        HeapMatrix matrix = new HeapMatrix(DIM);
        matrix.ensureRows(rows);
        return matrix;
    }

    private static void train(EmbeddingTable table, int[] ids, HeapMatrix gradients) {
        TableStep step = table.newStep();
        step.add(ids, 0, 5, 0, 0, 0);
        step.addPooled(bags(ids), 0, 3, Pooling.SUM, 0, 5, 0);
        step.addPooled(bags(ids), 0, 3, Pooling.MAX, 0, 8, 0);
        step.addScaled(ids[2], new float[] {2.5f}, 0, 1, 1, 0, 11, 0);
        table.prepare(step);
        table.lookUpMax(bags(ids), 0, 3, step, 0, matrix(12), 8, 0);
        table.update(step, new FloatRows[] {gradients}, 0, 1);
    }

    @Test
    void looksUpAndTrainsTheRowsThatIdsHave() {
        Random random = new Random(1);
        try (LocalEmbeddingTable hashed = new LocalEmbeddingTable(HASHED);
                LocalEmbeddingTable full = new LocalEmbeddingTable(FULL)) {
            for (int step = 0; step < 10; step++) {
                int[] ids = random.ints(5, 0, IDS).toArray();
                HeapMatrix gradients = matrix(12);
                for (int i = 0; i < gradients.elements().length; i++) {
                    gradients.elements()[i] = (float) random.nextGaussian();
                }
                assertThat(lookUp(hashed, ids)).containsExactly(lookUp(full, rows(ids)));
                train(hashed, ids, gradients);
                train(full, rows(ids), gradients);
            }
            float[] expected = new float[DIM + 1];
            float[] found = new float[DIM + 1];
            for (int row = 0; row < ROWS; row++) {
                full.readRecord(row, expected, 0);
                hashed.readRecord(row, found, 0);
                assertThat(found).containsExactly(expected);
            }
            assertThat(hashed.touchedRows()).containsExactly(full.touchedRows());
        }
    }

    @Test
    void aMappedFileOfTheRowsIsLookedUpById() {
        Path file = folder.resolve("items.table");
        int[] ids = {39, 0, 17, 17, 6};
        try (LocalEmbeddingTable hashed = new LocalEmbeddingTable(HASHED)) {
            MappedTableFile.write(file, hashed);
            try (MappedEmbeddingTable mapped = MappedEmbeddingTable.open("items", file);
                    MappedEmbeddingTable byId = mapped.share(MAPPING)) {
                assertThat(lookUp(byId, ids)).containsExactly(lookUp(hashed, ids));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> mapped.share(new RowMapping.Direct(IDS)))
                        .withMessage("table items has 7 rows, but ids are given 40");
            }
        }
    }

    @Test
    void idsOutsideTheVocabularyAreNamed() {
        try (LocalEmbeddingTable hashed = new LocalEmbeddingTable(HASHED)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hashed.lookUp(new int[] {3, IDS}, 0, 2, matrix(2), 0, 0))
                    .withMessage("table items: id 40 at position 1 is outside [0, 40)");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hashed.newStep().add(new int[] {-1}, 0, 1, 0, 0, 0))
                    .withMessage("table items: id -1 at position 0 is outside [0, 40)");
        }
    }

    @Test
    void whatIsSavedIsCountedWithTheOptimizersState() {
        // Three weights and an accumulator of four bytes for each of 40 ids, in place of 7 rows.
        assertThat(HASHED.uncompressedBytes()).isEqualTo(40 * 16);
        assertThat(FULL.uncompressedBytes()).isEqualTo(7 * 16);
        assertThat(List.of(HASHED.rows(), HASHED.dim())).containsExactly(7, 3);
    }

    @Test
    void initialValuesLieAroundTheCenter() {
        TableSettings settings = FULL.with(new TableCompression(new RowMapping.Quotient(IDS, 6), 1, 0));
        try (LocalEmbeddingTable table = new LocalEmbeddingTable(settings);
                LocalEmbeddingTable full = new LocalEmbeddingTable(FULL)) {
            float[] around = new float[DIM + 1];
            float[] plain = new float[DIM + 1];
            table.readRecord(3, around, 0);
            full.readRecord(3, plain, 0);
            assertThat(around).containsExactly(1 + plain[0], 1 + plain[1], 1 + plain[2], 0);
        }
    }
}
