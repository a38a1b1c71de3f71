package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.config.SplitConfiguration.SplitMethod;
import org.junit.jupiter.api.Test;

class LeakageChecksTest {
    private static final StructType COLUMNS = new StructType()
            .add(RawInteractions.USER, DataTypes.IntegerType)
            .add(RawInteractions.ITEM, DataTypes.IntegerType)
            .add(RawInteractions.TIME, DataTypes.LongType)
            .add(Splits.SPLIT, DataTypes.StringType);

    /* User 1 has item 7 in training and test. User 2 has training at 9, test at 8. User 3 is sound. */
    private static final List<Row> ROWS = List.of(
            RowFactory.create(1, 7, 1L, "train"),
            RowFactory.create(1, 7, 2L, "test"),
            RowFactory.create(2, 7, 9L, "train"),
            RowFactory.create(2, 8, 8L, "test"),
            RowFactory.create(3, 7, 1L, "train"),
            RowFactory.create(3, 8, 1L, "validation"),
            RowFactory.create(3, 9, 2L, "test"));

    @Test
    void targetsInTheHistoryAndLateTrainingRowsAreFound() {
        assertThat(found(SplitMethod.LEAVE_ONE_OUT))
                .isEqualTo(Map.of("target-in-history", 1L, "training-after-held-out", 1L));
    }

    @Test
    void ratioKnowsNoTime() {
        assertThat(found(SplitMethod.RATIO)).isEqualTo(Map.of("target-in-history", 1L));
    }

    private static Map<String, Long> found(SplitMethod method) {
        return LeakageChecks.of(spark().createDataFrame(ROWS, COLUMNS), method);
    }
}
