package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.junit.jupiter.api.Test;

class DataProfilerTest {
    private static final StructType COLUMNS = new StructType()
            .add(RawInteractions.USER, DataTypes.IntegerType)
            .add(RawInteractions.ITEM, DataTypes.IntegerType)
            .add(EncodedData.LABEL, DataTypes.FloatType)
            .add(Splits.SPLIT, DataTypes.StringType);

    private static final List<Feature> FEATURES = List.of(
            new CategoricalFeature("user", FeatureSide.USER, "user"),
            new CategoricalFeature("item", FeatureSide.ITEM, "item"),
            new SequenceFeature("tags", FeatureSide.ITEM, "tag"),
            new CategoricalFeature("brand", FeatureSide.ITEM, "brand"));

    /** Four items with 6, 3, 1 and 0 training rows; of four test rows one each is of them. */
    private static DataProfile profile() {
        List<Row> rows = new ArrayList<>();
        int[] training = {6, 3, 1, 0};
        for (int item = 1; item <= 4; item++) {
            for (int row = 0; row < training[item - 1]; row++) {
                rows.add(RowFactory.create(1, item, item == 1 ? 0f : 1f, "train"));
            }
            rows.add(RowFactory.create(1, item, 1f, "test"));
        }
        EncodedData data = EncodedFixture.data(
                FEATURES,
                "user",
                "item",
                Map.of(
                        "user", new long[] {0, 10},
                        "item", new long[] {0, 6, 3, 1, 0},
                        "tag", new long[12],
                        "brand", new long[3]),
                spark().createDataFrame(rows, COLUMNS),
                Map.of(FeatureSide.ITEM, items()));
        try (DatasetCache cache = new DatasetCache()) {
            return new DataProfiler(data, DataProfiler.labels(data.rows())).profile(cache);
        }
    }

    /** Items 1, 3 and 4 have the same eleven values but for one of item 4, item 2 others, item 5 too few. */
    private static Dataset<Row> items() {
        StructType columns = new StructType()
                .add(RawEntities.KEY, DataTypes.IntegerType)
                .add("tags", DataTypes.createArrayType(DataTypes.IntegerType))
                .add("brand", DataTypes.IntegerType);
        Integer[] tags = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        Integer[] nearly = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        return spark().createDataFrame(
                        List.of(
                                RowFactory.create(0, new Integer[0], 0),
                                RowFactory.create(1, tags, 1),
                                RowFactory.create(2, new Integer[] {7, 8, 9, 10, 11}, 2),
                                RowFactory.create(3, reversed(tags), 1),
                                RowFactory.create(4, nearly, 1),
                                RowFactory.create(5, new Integer[] {1, 0, 2, 3}, 0)),
                        columns);
    }

    private static Integer[] reversed(Integer[] values) {
        Integer[] reversed = values.clone();
        java.util.Collections.reverse(Arrays.asList(reversed));
        return reversed;
    }

    @Test
    void labelsAreCountedByPart() {
        assertThat(profile().labels())
                .isEqualTo(Map.of("train", new LabelBalance(10, 4), "test", new LabelBalance(4, 4)));
    }

    @Test
    void popularityRunsFromTheItemWithMostTrainingRows() {
        ItemPopularity popularity = profile().popularity();

        /* Items 1 to 4 stand at 0, 25, 50 and 75 %. */
        List<Double> train = popularity.curves().get("train");
        assertThat(List.of(train.get(0), train.get(24), train.get(25), train.get(49), train.get(50), train.get(99)))
                .containsExactly(0.6, 0.6, 0.9, 0.9, 1.0, 1.0);
        List<Double> test = popularity.curves().get("test");
        assertThat(List.of(test.get(24), test.get(74), test.get(75))).containsExactly(0.25, 0.75, 1.0);
        assertThat(popularity.trainedItems()).isEqualTo(3);
        assertThat(popularity.unseen()).isEqualTo(Map.of("train", 0.0, "test", 0.25));
    }

    @Test
    void driftIsTheJensenShannonDivergence() {
        ItemPopularity popularity = profile().popularity();

        /* p = (.6 .3 .1 0), q = (.25 .25 .25 .25), m = (.425 .275 .175 .125):
        sum p log2(p/m) = .2985 + .0377 - .0807 = .2555; sum q log2(q/m) = -.1914 - .0344 + .1286 + .25 = .1529 */
        assertThat(popularity.drift("train", "test")).isCloseTo((0.2555 + 0.1529) / 2, within(2e-4));
        assertThat(popularity.drift("train", "train")).isZero();
        assertThat(ItemPopularity.NONE.drift("train", "test")).isZero();
    }

    @Test
    void itemsWithNearlyTheSameValuesAreFound() {
        NearDuplicates found = profile().nearDuplicates();

        /* 4 and 1 share 11 of 12 values, 0.917; 3 and 1 all; 2 and 4 share 5 of 13. Items 5 and 0 have too few. */
        assertThat(found.compared()).isEqualTo(4);
        assertThat(found.items()).isEqualTo(2);
        assertThat(found.examples()).containsExactly("i3 resembles i1", "i4 resembles i1");
    }
}
