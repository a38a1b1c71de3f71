package org.campanile.examples.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.schema.Vocabulary;
import org.junit.jupiter.api.Test;

class DlrmShapeTest {
    private static final DlrmShape CRITEO = DlrmShape.criteo();

    /**
     * Bottom 13-512-256-64: 14 * 512 + 513 * 256 + 257 * 64 = 154,944. Top 415-512-256-1, where 415 = 64 + 27 * 26 / 2:
     * 416 * 512 + 513 * 256 + 257 = 344,577.
     */
    @Test
    void hasTheStatedDenseParameters() {
        assertThat(CRITEO.bottomSizes()).containsExactly(13, 512, 256, 64);
        assertThat(CRITEO.topSizes()).containsExactly(415, 512, 256, 1);
        assertThat(CRITEO.denseParameters()).isEqualTo(154_944 + 344_577);
    }

    /** 5,000,000 + 25 * 100,000 = 7,500,000 rows of 64. */
    @Test
    void hasTheStatedTables() {
        assertThat(CRITEO.tableParameters()).isEqualTo(480_000_000);
        assertThat(CRITEO.schema().vocabularies()).hasSize(26);
        assertThat(CRITEO.schema().vocabularies().get(0)).isEqualTo(new Vocabulary("t0", 5_000_000));
        assertThat(CRITEO.schema().vocabularies().subList(1, 26)).allMatch(table -> table.size() == 100_000);
    }

    /** The model that is timed has the parameters that the shape says; its tables are made small for the test. */
    @Test
    void theConfiguredModelIsOfThisShape() {
        DlrmShape shape = DlrmShape.withTables(List.of(50, 40));
        RunConfiguration configuration = EngineModels.configuration("dlrm.yaml", List.of());

        try (RecommenderModel model = EngineModels.create(configuration, shape.schema())) {
            assertThat(model.state().dense().stream()
                            .mapToLong(DenseParameters::size)
                            .sum())
                    .isEqualTo(shape.denseParameters());
            assertThat(model.state().tables().stream()
                            .mapToLong(table -> (long) table.rows() * table.dim())
                            .sum())
                    .isEqualTo(shape.tableParameters());

            TrainingSteps steps = new TrainingSteps(model, DlrmBatches.create(shape, 33));
            steps.run();
            assertThat(steps.lastLoss()).isPositive();
        }
    }

    /** For u uniform, P(floor(u^3 rows) < rows / 8) = P(u < 1/2) = 1/2. */
    @Test
    void idsAreSkewedAndWithinTheirTables() {
        DlrmShape shape = DlrmShape.withTables(List.of(800, 80));

        Batch batch = DlrmBatches.create(shape, 4096).get(7);

        assertThat(Arrays.stream(batch.categorical(24))).allMatch(id -> id >= 0 && id < 800);
        assertThat(Arrays.stream(batch.categorical(25))).allMatch(id -> id >= 0 && id < 80);
        long low = Arrays.stream(batch.categorical(0)).filter(id -> id < 100).count();
        assertThat(low).isBetween(2048L - 160, 2048L + 160);
    }
}
