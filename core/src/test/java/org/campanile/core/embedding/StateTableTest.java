package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MappedMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and matrices that show what others hold. */
class StateTableTest {
    private static final int ROWS = 11;
    private static final int DIM = 3;

    @TempDir
    private Path folder;

    @Test
    void itsRowsAreThoseOfTheState() {
        try (EmbeddingTable table = written();
                StateTable view = new StateTable(table.state(), new RowMapping.Direct(ROWS));
                FloatMatrix found = new FloatMatrix(2, DIM)) {
            view.lookUp(new int[] {7, 0}, 0, 2, found, 0, 0);
            assertThat(found.get(0, 2)).isEqualTo(70 + 2);
            assertThat(found.get(1, 1)).isEqualTo(1);
            assertThatThrownBy(() -> view.writeRecord(1, new float[DIM], 0))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("table items is only read and cannot be changed");
        }
    }

    @Test
    void blocksOfAFileHoldItsRows() {
        Path file = folder.resolve("rows.table");
        try (MappedTableWriter writer = new MappedTableWriter(file, ROWS, DIM)) {
            for (int row = 0; row < ROWS; row++) {
                writer.append(row(row));
            }
            writer.finish();
        }
        MappedBlocks blocks = MappedBlocks.open(file, 4);
        assertThat(blocks.blocks()).extracting(MappedMatrix::rows).containsExactly(4, 4, 3);
        float[] row = new float[DIM];
        for (int i = 0; i < ROWS; i++) {
            blocks.read(i, row, 0);
            assertThat(row).containsExactly(row(i));
        }
        assertThatThrownBy(() -> blocks.read(ROWS, row, 0)).hasMessage("row 11 is outside [0, 11)");
    }

    /** Each row holds its number times ten, and on. */
    private static LocalEmbeddingTable written() {
        LocalEmbeddingTable table = new LocalEmbeddingTable(new TableSettings(
                "items", ROWS, DIM, 7, 0.25f, new SparseOptimizerConfiguration(SparseOptimizerType.ADAM, 1)));
        float[] record = new float[DIM + table.state().stateSize()];
        for (int row = 0; row < ROWS; row++) {
            System.arraycopy(row(row), 0, record, 0, DIM);
            table.state().writeRecord(row, record, 0);
        }
        return table;
    }

    private static float[] row(int row) {
        return new float[] {10 * row, 10 * row + 1, 10 * row + 2};
    }
}
