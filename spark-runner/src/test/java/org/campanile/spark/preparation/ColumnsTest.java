package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void namesMayHoldAnyCharacter() {
        List<Row> rows = spark().range(1)
                .withColumnRenamed("id", "a.b `c`")
                .select(Columns.named("a.b `c`"))
                .collectAsList();

        assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(0L);
    }

    @Test
    void namesOfOtherColumnsAreRefused() {
        assertThatThrownBy(() -> Columns.requireFree(List.of(dense("label")), Set.of("label")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("feature label has the name of a column with a meaning of its own");
        assertThatThrownBy(() -> Columns.requireFree(List.of(dense("_file")), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static DenseFeature dense(String name) {
        return new DenseFeature(name, FeatureSide.CONTEXT);
    }
}
