package org.campanile.spark.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.rows;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.transform.RowTransform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model saw in training is what it sees in serving, for every kind of transform and bit by bit. */
class TransformEqualityTest {
    private static final int ROWS = 400;
    private static final List<String> DENSE = List.of("plain", "scaled", "ranged", "logged", "both", "bucketed");
    private static final StructType SCHEMA = schema();

    @TempDir
    Path folder;

    @Test
    void aTrainingRowIsTheServedRow() {
        List<Row> raw = raw();
        spark().createDataFrame(raw, SCHEMA)
                .repartition(3)
                .write()
                .parquet(folder.resolve("raw").toString());
        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration(
                                "source: table",
                                "path: " + folder.resolve("raw"),
                                "prepared: " + folder.resolve("prepared"),
                                "label: clicked",
                                "split: {method: ratio}",
                                "features:",
                                "  - {name: number, scaling: none}",
                                "  - {name: plain, scaling: none, missing-value: -3.5}",
                                "  - {name: scaled, scaling: standardize, missing: indicator}",
                                "  - {name: ranged, scaling: min-max, missing: mean}",
                                "  - {name: logged, scaling: log}",
                                "  - {name: both, scaling: log-standardize, missing: mean}",
                                "  - {name: bucketed, scaling: quantile, quantiles: 7}",
                                "  - {name: word, min-count: 3}",
                                "  - {name: hashed, hash-size: 20}",
                                "  - {name: words, vocabulary: word, min-count: 3, max-length: 3, pooling: sum}",
                                "  - {name: hashed_words, hash-size: 50, max-length: 2}"))
                .run();

        PreparedDataset dataset = open(report);
        ColumnSet columns = ColumnSet.of(dataset.schema().features());
        RowTransform transform = dataset.rowTransform(columns);
        Batch served = new Batch(columns, 1);
        int compared = 0;
        for (String split : List.of("train", "validation", "test")) {
            for (Row prepared : rows(dataset, split)) {
                Row row = raw.get((int) (float) prepared.<Float>getAs("number"));
                served.clear();
                transform.append(values(row), served);
                assertThat(numbers(served, dataset.schema().features()))
                        .as("row %s", row)
                        .isEqualTo(numbers(prepared, dataset.schema().features()));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(ROWS);
        assertThat(report.hashCollisions()).containsOnlyKeys("hashed", "hashed_words");
        assertThat(dataset.schema().features())
                .extracting(Feature::name)
                .containsExactly(
                        "number",
                        "plain",
                        "scaled",
                        "scaled_missing",
                        "ranged",
                        "logged",
                        "both",
                        "bucketed",
                        "word",
                        "hashed",
                        "words",
                        "hashed_words");
    }

    /** Numbers over many magnitudes and texts of which some are rare; one value in ten is missing. */
    private static List<Row> raw() {
        SplittableRandom random = new SplittableRandom(11);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            List<@Nullable Object> values = new ArrayList<>(List.of(row % 2 == 0 ? 1f : 0f, (double) row));
            for (int dense = 0; dense < DENSE.size(); dense++) {
                double number = (random.nextDouble() - 0.3) * Math.exp(random.nextInt(12));
                values.add(random.nextInt(10) == 0 ? null : number);
            }
            values.add(random.nextInt(10) == 0 ? null : word(random));
            values.add(random.nextInt(10) == 0 ? "" : word(random));
            values.add(random.nextInt(10) == 0 ? null : words(random));
            values.add(random.nextInt(10) == 0 ? null : words(random));
            rows.add(RowFactory.create(values.toArray()));
        }
        return rows;
    }

    private static String word(SplittableRandom random) {
        return "w" + (int) (200 * Math.pow(random.nextDouble(), 3));
    }

    private static String[] words(SplittableRandom random) {
        String[] words = new String[random.nextInt(6)];
        Arrays.setAll(words, place -> random.nextInt(10) == 0 ? null : word(random));
        return words;
    }

    private static StructType schema() {
        StructType schema = new StructType().add("clicked", DataTypes.FloatType).add("number", DataTypes.DoubleType);
        for (String name : DENSE) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        return schema.add("word", DataTypes.StringType)
                .add("hashed", DataTypes.StringType)
                .add("words", DataTypes.createArrayType(DataTypes.StringType))
                .add("hashed_words", DataTypes.createArrayType(DataTypes.StringType));
    }

    private static Map<String, @Nullable Object> values(Row row) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int field = 0; field < SCHEMA.size(); field++) {
            values.put(SCHEMA.fieldNames()[field], row.get(field));
        }
        return values;
    }

    /** The numbers of a batch's only row by feature. */
    private static Map<String, Object> numbers(Batch batch, List<Feature> features) {
        ColumnSet columns = batch.columns();
        Map<String, Object> numbers = new HashMap<>();
        for (Feature feature : features) {
            if (feature instanceof DenseFeature) {
                numbers.put(feature.name(), batch.dense()[columns.dense().indexOf(feature)]);
            } else if (feature instanceof CategoricalFeature) {
                numbers.put(
                        feature.name(), batch.categorical(columns.categorical().indexOf(feature))[0]);
            } else {
                int column = columns.sequences().indexOf(feature);
                int[] ids = Arrays.copyOf(
                        batch.sequence(column).values(), batch.sequence(column).count());
                numbers.put(feature.name(), Arrays.stream(ids).boxed().toList());
            }
        }
        return numbers;
    }

    private static Map<String, Object> numbers(Row prepared, List<Feature> features) {
        Map<String, Object> numbers = new HashMap<>();
        for (Feature feature : features) {
            int field = prepared.fieldIndex(feature.name());
            boolean scalar = feature instanceof DenseFeature || feature instanceof CategoricalFeature;
            numbers.put(feature.name(), scalar ? prepared.get(field) : prepared.getList(field));
        }
        return numbers;
    }
}
