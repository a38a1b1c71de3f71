package org.campanile.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.IdWeights;
import org.campanile.core.schema.SequenceFeature;
import org.junit.jupiter.api.Test;

class RowTransformTest {
    private static final DenseFeature PRICE = new DenseFeature("price", FeatureSide.CONTEXT);
    private static final DenseFeature NO_PRICE = new DenseFeature("price_missing", FeatureSide.CONTEXT);
    private static final CategoricalFeature AGE = new CategoricalFeature("age", FeatureSide.CONTEXT, "age");
    private static final CategoricalFeature CITY = new CategoricalFeature("city", FeatureSide.CONTEXT, "city");
    private static final CategoricalFeature DEVICE = new CategoricalFeature("device", FeatureSide.CONTEXT, "device");
    private static final SequenceFeature TAGS =
            new SequenceFeature("tags", FeatureSide.CONTEXT, "city", SequencePooling.SUM, 2, FeatureStorage.BY_KEY);
    static final DatasetTransform TRANSFORM = new DatasetTransform(List.of(
            new NumberTransform(PRICE, "price", new Rescaling(Shape.LINEAR, 4, 2, 0.5)),
            new MissingIndicator(NO_PRICE, "price"),
            new BucketTransform(AGE, "age", new Buckets(List.of(17.5f, 64.5f))),
            new CategoryTransform(CITY, "city", new StoredVocabulary("city")),
            new CategoryTransform(DEVICE, "device", new Hashing("device", 50)),
            new SequenceTransform(TAGS, "tags", new StoredVocabulary("city"))));
    private static final Map<String, Integer> CITIES = Map.of("Bern", 1, "Rome", 2, "7", 3);

    private final ColumnSet columns = ColumnSet.of(features());
    private final Batch batch = new Batch(columns, 4);
    private final RowTransform transform =
            new RowTransform(TRANSFORM, (vocabulary, text) -> CITIES.getOrDefault(text, 0), columns);

    @Test
    void everyKindOfFeatureIsMade() {
        transform.append(
                Map.of(
                        "price",
                        10.0,
                        "age",
                        "30",
                        "city",
                        7L,
                        "device",
                        "phone",
                        "tags",
                        List.of("Bern", "Oslo", "Rome")),
                batch);

        assertThat(batch.size()).isEqualTo(1);
        assertThat(dense(0)).as("(10 - 2) / 2").containsExactly(4, 0);
        assertThat(categories(0)).containsExactly(2, 3, new Hashing("device", 50).index("phone"));
        assertThat(tags(0)).as("the last two, of which Oslo is unknown").containsExactly(0, 2);
    }

    @Test
    void whatIsMissingIsSaidSo() {
        transform.append(Map.of("price", "", "city", "", "something else", 1), batch);

        assertThat(dense(0)).as("4 stands for it: (4 - 2) / 2").containsExactly(1, 1);
        assertThat(categories(0)).containsExactly(0, 0, 0);
        assertThat(tags(0)).isEmpty();
    }

    @Test
    void rowsAreAppended() {
        transform.append(Map.of("tags", new String[] {"Rome"}), batch);
        transform.append(Map.of(), batch);
        transform.append(Map.of("price", 2, "tags", List.of("Bern")), batch);

        assertThat(batch.size()).isEqualTo(3);
        assertThat(tags(0)).containsExactly(2);
        assertThat(tags(1)).isEmpty();
        assertThat(tags(2)).containsExactly(1);
        assertThat(dense(2)).containsExactly(0, 0);
    }

    @Test
    void weightsAreThoseOfTheValuesThatAreUsed() {
        SequenceFeature weighted = new SequenceFeature(
                "tags", FeatureSide.CONTEXT, "city", SequencePooling.SUM, 2, FeatureStorage.BY_KEY, IdWeights.PER_ID);
        ColumnSet one = ColumnSet.of(List.of(weighted));
        DatasetTransform weights = new DatasetTransform(
                List.of(new SequenceTransform(weighted, "tags", new StoredVocabulary("city"), "strength")));
        RowTransform withWeights = new RowTransform(weights, (vocabulary, text) -> CITIES.getOrDefault(text, 0), one);
        Batch rows = new Batch(one, 4);

        withWeights.append(Map.of("tags", List.of("Bern", "Rome", "7"), "strength", List.of(1, "0.5", 2.0)), rows);
        withWeights.append(Map.of("tags", List.of("Rome")), rows);

        JaggedIds ids = rows.sequence(0);
        assertThat(Arrays.copyOf(ids.values(), 3)).as("the last two, and one").containsExactly(2, 3, 2);
        assertThat(Arrays.copyOf(ids.weights(), 3)).containsExactly(0.5f, 2, 1);
        assertThatThrownBy(() -> withWeights.append(Map.of("tags", List.of("Rome"), "strength", List.of(1, 2)), rows))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "The list strength has 2 weights for 1 values of tags; allowed: one for each value, or none.");
        assertThatThrownBy(() -> withWeights.append(Map.of("tags", List.of("Rome"), "strength", List.of(-1)), rows))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The list strength has the weight -1.0; allowed: finite numbers of at least 0.");
    }

    @Test
    void valuesOfAnotherKindAreNamed() {
        assertThatThrownBy(() -> transform.append(Map.of("price", "cheap"), batch))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The value of price is 'cheap'; allowed: a number.");
        batch.clear();
        assertThatThrownBy(() -> transform.append(Map.of("tags", "Bern"), batch))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The value of tags is 'Bern'; allowed: a list.");
    }

    @Test
    void featuresThatNothingMakesAreRefused() {
        ColumnSet other = ColumnSet.of(List.of(new DenseFeature("weight", FeatureSide.ITEM)));

        assertThatThrownBy(() -> new RowTransform(TRANSFORM, (vocabulary, text) -> 0, other))
                .hasMessageStartingWith("no transform makes the feature DenseFeature[name=weight");
    }

    private static List<Feature> features() {
        return TRANSFORM.features().stream().map(FeatureTransform::feature).toList();
    }

    private float[] dense(int row) {
        return Arrays.copyOfRange(batch.dense(), 2 * row, 2 * row + 2);
    }

    private int[] categories(int row) {
        return new int[] {batch.categorical(0)[row], batch.categorical(1)[row], batch.categorical(2)[row]};
    }

    private int[] tags(int row) {
        JaggedIds ids = batch.sequence(0);
        return Arrays.copyOfRange(ids.values(), ids.start(row), ids.start(row + 1));
    }
}
