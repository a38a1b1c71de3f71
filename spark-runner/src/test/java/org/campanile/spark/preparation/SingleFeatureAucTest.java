package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.junit.jupiter.api.Test;

class SingleFeatureAucTest {
    private static final StructType COLUMNS = new StructType()
            .add("price", DataTypes.FloatType)
            .add("falling", DataTypes.FloatType)
            .add("bought", DataTypes.IntegerType)
            .add("id", DataTypes.IntegerType)
            .add(EncodedData.LABEL, DataTypes.FloatType)
            .add(EncodedData.ORDER, DataTypes.LongType)
            .add(Splits.SPLIT, DataTypes.StringType);

    private static final List<Feature> FEATURES = List.of(
            new DenseFeature("price", FeatureSide.CONTEXT),
            new DenseFeature("falling", FeatureSide.CONTEXT),
            new CategoricalFeature("bought", FeatureSide.CONTEXT, "bought"),
            new CategoricalFeature("id", FeatureSide.CONTEXT, "id"));

    /**
     * Numbers that fall with the label and categories that tell it are found; random numbers, and a category per row,
     * which fits the rows it was seen on only, are not.
     */
    @Test
    void featuresMadeFromTheLabelAreFound() {
        Optional<LeakageReport.Finding> found = find(0.3, 2000);

        assertThat(found.orElseThrow().names()).containsExactly("falling with AUC 1.000", "bought with AUC 1.000");
    }

    @Test
    void fewRowsOfALabelTellNothing() {
        assertThat(find(0.3, 60)).as("18 of 60 rows or so are positive").isEmpty();
        assertThat(find(0, 2000)).isEmpty();
    }

    private static Optional<LeakageReport.Finding> find(double rate, int rows) {
        SplittableRandom random = new SplittableRandom(3);
        List<Row> samples = IntStream.range(0, rows)
                .mapToObj(row -> {
                    float label = random.nextDouble() < rate ? 1 : 0;
                    return RowFactory.create(
                            (float) random.nextDouble(),
                            -label + (float) random.nextDouble() / 2,
                            label > 0 ? 1 : 2,
                            row + 1,
                            label,
                            random.nextLong(),
                            "train");
                })
                .toList();
        long[] counts = {0, 1, 1};
        EncodedData data = EncodedFixture.data(
                FEATURES,
                null,
                null,
                Map.of("bought", counts, "id", counts),
                spark().createDataFrame(samples, COLUMNS));
        return SingleFeatureAuc.of(data, rows);
    }
}
