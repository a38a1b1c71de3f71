package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.config.LeakageCheck;
import org.campanile.core.config.SplitConfiguration.SplitMethod;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.junit.jupiter.api.Test;

class LeakageChecksTest {
    private static final StructType COLUMNS = new StructType()
            .add(RawInteractions.USER, DataTypes.IntegerType)
            .add(RawInteractions.ITEM, DataTypes.IntegerType)
            .add("watched", DataTypes.createArrayType(DataTypes.IntegerType))
            .add(RawInteractions.TIME, DataTypes.LongType)
            .add(EncodedData.LABEL, DataTypes.FloatType)
            .add(EncodedData.ORDER, DataTypes.LongType)
            .add(Splits.SPLIT, DataTypes.StringType);

    private static final List<Feature> FEATURES = List.of(
            new CategoricalFeature("user", FeatureSide.USER, "user"),
            new CategoricalFeature("item", FeatureSide.ITEM, "item"),
            new SequenceFeature("watched", FeatureSide.CONTEXT, "item"));

    /**
     * User 1 has item 7 in training and test. User 2 has training at 9, test at 8; the history of the test row holds its
     * item. User 3 is sound. User 4 has history at 6 after test at 5.
     */
    private static final List<Row> ROWS = List.of(
            row(1, 7, List.of(), 1, "train"),
            row(1, 7, List.of(3), 2, "test"),
            row(2, 7, List.of(), 9, "train"),
            row(2, 8, List.of(7, 8), 8, "test"),
            row(3, 7, List.of(), 1, "train"),
            row(3, 8, List.of(7), 1, "validation"),
            row(3, 9, List.of(7, 8), 2, "test"),
            row(4, 1, List.of(), 6, "history"),
            row(4, 2, List.of(), 5, "test"));

    /** Three training rows, all of item 7. */
    private static final Map<String, long[]> COUNTS = Map.of(
            "user", new long[] {0, 1, 1, 1, 0},
            "item", new long[] {0, 0, 0, 0, 0, 0, 0, 3, 0, 0});

    @Test
    void everyLeakIsFoundOnce() {
        assertThat(report(SplitMethod.LEAVE_ONE_OUT, COUNTS).cases())
                .isEqualTo(Map.of(
                        "pair-in-several-parts", 1L,
                        "history-after-target", 2L,
                        "target-in-history", 1L,
                        "vocabulary-beyond-training", 0L));
    }

    @Test
    void ratioKnowsNoTime() {
        assertThat(report(SplitMethod.RATIO, COUNTS).cases()).doesNotContainKey("history-after-target");
    }

    @Test
    void valuesThatTrainingDoesNotHaveBelongInTheCatalogueAlone() {
        Map<String, long[]> counts = new HashMap<>(COUNTS);
        counts.put("genre", new long[] {5, 2, 0});
        assertThat(report(SplitMethod.RATIO, counts)
                        .findings()
                        .get(LeakageCheck.VOCABULARY_BEYOND_TRAINING)
                        .names())
                .as("value 2 of genre has no training row; items 1 to 6 have none either, and may be there")
                .containsExactly("genre");
        counts.put("item", new long[] {0, 0, 0, 0, 0, 0, 0, 3, 1, 0});
        assertThat(report(SplitMethod.RATIO, counts).cases())
                .as("four rows are counted, of three in training")
                .containsEntry("vocabulary-beyond-training", 2L);
    }

    @Test
    void aFailedCheckStopsUnlessItIsAllowed() {
        LeakageReport report = report(SplitMethod.LEAVE_ONE_OUT, COUNTS);
        List<LeakageCheck> some = List.of(LeakageCheck.TARGET_IN_HISTORY, LeakageCheck.HISTORY_AFTER_TARGET);

        assertThatThrownBy(() -> report.require(some))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Results on these data would not be valid, since preparation found 1 pairs of user and item"
                        + " that stand in more than one part: mend the data or the split, or set data.allow to"
                        + " [pair-in-several-parts].");
        assertThatThrownBy(() -> report.require(List.of()))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("data.allow to [pair-in-several-parts, target-in-history, history-after-target]");
        assertThatCode(() -> report.require(List.of(LeakageCheck.values()))).doesNotThrowAnyException();
    }

    @Test
    void orderInTimeIsNotAskedOfAGivenSplit() {
        LeakageReport report = report(SplitMethod.PROVIDED, COUNTS);

        assertThat(report.cases()).containsEntry("history-after-target", 2L);
        assertThatCode(() ->
                        report.require(List.of(LeakageCheck.PAIR_IN_SEVERAL_PARTS, LeakageCheck.TARGET_IN_HISTORY)))
                .doesNotThrowAnyException();
    }

    private static LeakageReport report(SplitMethod method, Map<String, long[]> counts) {
        return new LeakageChecks(method, 3)
                .of(EncodedFixture.data(FEATURES, "user", "item", counts, spark().createDataFrame(ROWS, COLUMNS)));
    }

    private static Row row(int user, int item, List<Integer> watched, long time, String split) {
        return RowFactory.create(user, item, watched.toArray(), time, 1f, time, split);
    }
}
