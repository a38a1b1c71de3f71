package org.campanile.examples.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.junit.jupiter.api.Test;

class TwoTowerShapeTest {
    private static final TwoTowerShape SHAPE = TwoTowerShape.standard();

    /** Each tower 256-128-64: 257 * 128 + 129 * 64 = 41,152. */
    @Test
    void hasTheStatedDenseParameters() {
        assertThat(SHAPE.denseParameters()).isEqualTo(2 * 41_152);
    }

    /** 8 tables of 100,000 x 64. */
    @Test
    void hasTheStatedTables() {
        assertThat(SHAPE.tableParameters()).isEqualTo(51_200_000);
        assertThat(SHAPE.schema().vocabularies()).hasSize(8).allMatch(table -> table.size() == 100_000);
        assertThat(SHAPE.features() * SHAPE.dim()).isEqualTo(SHAPE.sizes().get(0));
    }

    /** The model that is timed has the parameters that the shape says; its tables are made small for the test. */
    @Test
    void theConfiguredModelIsOfThisShape() {
        TwoTowerShape shape = new TwoTowerShape(4, 50, 64, SHAPE.sizes());
        Schema schema = shape.schema();
        try (RecommenderModel model = EngineModels.create(
                EngineModels.configuration("two-tower.yaml", List.of()),
                schema,
                TwoTowerWorkload.entities(schema, FeatureSide.USER, 50),
                TwoTowerWorkload.entities(schema, FeatureSide.ITEM, 50),
                () -> new long[50])) {
            assertThat(model.state().dense().stream()
                            .mapToLong(DenseParameters::size)
                            .sum())
                    .isEqualTo(shape.denseParameters());
            assertThat(model.state().tables().stream()
                            .mapToLong(table -> (long) table.rows() * table.dim())
                            .sum())
                    .isEqualTo(shape.tableParameters());
        }
    }

    @Test
    void aSampleNamesUserAndItemWhoseFeaturesAreKeptPerEntity() {
        Schema schema = new TwoTowerShape(4, 50, 8, List.of(32, 16, 8)).schema();

        Batch batch = TwoTowerWorkload.batches(schema, 50, 100).get(0);
        EntityFeatures users = TwoTowerWorkload.entities(schema, FeatureSide.USER, 50);

        assertThat(batch.columns().categorical()).hasSize(2);
        assertThat(Arrays.stream(batch.categorical(1))).allMatch(id -> id >= 0 && id < 50);
        assertThat(users.columns().categorical()).hasSize(3);
        assertThat(users.categorical()[2][17]).isEqualTo(17);
    }
}
