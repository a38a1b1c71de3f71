package org.campanile.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.Pointer;
import org.campanile.core.CampanileException;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableMemoryTest {
    private static final SparseOptimizerConfiguration ADAGRAD =
            new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.05);

    @Test
    void rowsAreTheSameInEitherMemory() {
        try (LocalEmbeddingTable heap = table(1000, 5, TableMemory.HEAP);
                LocalEmbeddingTable nativeMemory = table(1000, 5, TableMemory.NATIVE)) {
            float[] expected = new float[6];
            float[] record = new float[6];
            for (int row = 999; row >= 0; row -= 7) {
                heap.readRecord(row, expected, 0);
                nativeMemory.readRecord(row, record, 0);
                assertThat(record).containsExactly(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TableMemory.class)
    void aWrittenRowKeepsItsRecord(TableMemory memory) {
        try (LocalEmbeddingTable table = table(100, 2, memory)) {
            table.writeRecord(70, new float[] {9, 1, 2, 3}, 1);
            float[] record = new float[3];
            table.readRecord(70, record, 0);
            assertThat(record).containsExactly(1, 2, 3);
            table.writeRecord(70, new float[] {4, 5, 6}, 0);
            table.readRecord(70, record, 0);
            assertThat(record).containsExactly(4, 5, 6);
        }
    }

    @ParameterizedTest
    @EnumSource(TableMemory.class)
    void aClosedTableIsRefused(TableMemory memory) {
        LocalEmbeddingTable table = table(100, 2, memory);
        table.readRecord(3, new float[3], 0);
        table.close();
        table.close();
        for (int row : new int[] {3, 4}) {
            assertThatThrownBy(() -> table.readRecord(row, new float[3], 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("table item is closed");
        }
    }

    /* What earlier tests left to the garbage collector may be given back at any time: hence bounds. */
    @Test
    void nativeMemoryIsCountedAndGivenBack() {
        long before = Pointer.totalBytes();
        LocalEmbeddingTable table = table(1 << 20, 7, TableMemory.NATIVE);
        assertThat(Pointer.totalBytes() - before).isBetween(24L << 20, 32L << 20);
        table.close();
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }

    @Test
    void rowsOutsideTheHeapTakeNoMemoryBeforeTheyAreTouched() {
        long before = Pointer.physicalBytes();
        // 1 GiB of records, and an eighth of a byte per row.
        try (LocalEmbeddingTable table = table(1 << 22, 63, TableMemory.NATIVE)) {
            table.readRecord(4_000_000, new float[64], 0);
            assertThat(Pointer.physicalBytes() - before).isLessThan(512L << 20);
        }
    }

    @Test
    void moreNativeMemoryThanThereIsIsRefused() {
        long before = Pointer.totalBytes();
        assertThatThrownBy(() -> table(1 << 30, 63, TableMemory.NATIVE))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(
                        "Embedding table item of 1073741824 rows needs 262144 MiB outside the Java heap")
                .hasMessageContaining("training.table-memory");
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
    }

    @Test
    void noChunkIsLargerThanAGibibyte() {
        for (int recordSize : new int[] {1, 3, 65, 129, 1 << 20, 3 * (1 << 20) + 1}) {
            for (int most : new int[] {HeapRows.MAX_CHUNK_ELEMENTS, NativeRows.MAX_BLOCK_ELEMENTS}) {
                ChunkLayout layout = ChunkLayout.of(Integer.MAX_VALUE, recordSize, most);
                assertThat((long) layout.rowsIn(0) * recordSize).isBetween(1L, 1L << 28);
                assertThat(layout.chunk(Integer.MAX_VALUE - 1)).isEqualTo(layout.chunks() - 1);
                assertThat(layout.firstRow(layout.chunks() - 1) + layout.rowsIn(layout.chunks() - 1))
                        .isEqualTo(Integer.MAX_VALUE);
            }
        }
    }

    private static LocalEmbeddingTable table(int rows, int dim, TableMemory memory) {
        return new LocalEmbeddingTable(new TableSettings("item", rows, dim, 7, 0.25f, ADAGRAD, memory));
    }
}
