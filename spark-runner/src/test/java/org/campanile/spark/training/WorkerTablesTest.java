package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;
import org.junit.jupiter.api.Test;

class WorkerTablesTest {
    private static final TableSettings SETTINGS =
            new TableSettings("item", 3, 1, 7, 0f, new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 1));

    @Test
    void workersOfOneAttemptTrainTheSameRows() {
        try (WorkerTables first = WorkerTables.of(TableOwnership.SHARED, "job-0");
                WorkerTables second = WorkerTables.of(TableOwnership.SHARED, "job-0")) {
            write(first.make(SETTINGS).state(), 5f);
            TableState other = second.make(SETTINGS).state();

            assertThat(read(other)).isEqualTo(5f);
            // Each keeps its own account of what it touched.
            assertThat(other.touchedRows()).isEmpty();
        }
    }

    @Test
    void anotherAttemptBeginsAnew() {
        try (WorkerTables ending = WorkerTables.of(TableOwnership.SHARED, "job-0");
                WorkerTables next = WorkerTables.of(TableOwnership.SHARED, "job-1")) {
            write(ending.make(SETTINGS).state(), 5f);

            // The initial range is 0.
            assertThat(read(next.make(SETTINGS).state())).isZero();
        }
    }

    @Test
    void rowsAreGoneWhenTheLastWorkerHasLeft() {
        WorkerTables first = WorkerTables.of(TableOwnership.SHARED, "job-0");
        WorkerTables second = WorkerTables.of(TableOwnership.SHARED, "job-0");
        EmbeddingTable table = first.make(SETTINGS);
        write(table.state(), 5f);

        table.close();
        first.close();
        assertThat(read(second.make(SETTINGS).state())).isEqualTo(5f);

        second.close();
        assertThatThrownBy(() -> read(table.state())).isInstanceOf(IllegalStateException.class);
        try (WorkerTables later = WorkerTables.of(TableOwnership.SHARED, "job-0")) {
            assertThat(read(later.make(SETTINGS).state())).isZero();
        }
    }

    @Test
    void ownTablesAreTheWorkersAlone() {
        try (WorkerTables first = WorkerTables.of(TableOwnership.OWN, "job-0");
                WorkerTables second = WorkerTables.of(TableOwnership.OWN, "job-0");
                EmbeddingTable own = first.make(SETTINGS);
                EmbeddingTable other = second.make(SETTINGS)) {
            write(own.state(), 5f);

            assertThat(read(other.state())).isZero();
        }
    }

    private static void write(TableState table, float value) {
        table.writeRecord(1, new float[] {value}, 0);
    }

    private static float read(TableState table) {
        float[] record = new float[1];
        table.readRecord(1, record, 0);
        return record[0];
    }
}
