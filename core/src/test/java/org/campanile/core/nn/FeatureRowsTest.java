package org.campanile.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.GivenFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.junit.jupiter.api.Test;

/** {@link SideRows} and {@link SampleRows} on one small data set. */
class FeatureRowsTest {
    private static final CategoricalFeature USER = new CategoricalFeature("user", FeatureSide.USER, "user");
    private static final CategoricalFeature ITEM = new CategoricalFeature("item", FeatureSide.ITEM, "item");
    private static final CategoricalFeature COLOUR = new CategoricalFeature("colour", FeatureSide.ITEM, "colour");
    private static final DenseFeature PRICE = new DenseFeature("price", FeatureSide.ITEM);
    private static final DenseFeature WEIGHT = new DenseFeature("weight", FeatureSide.ITEM);
    private static final SequenceFeature TAGS = new SequenceFeature("tags", FeatureSide.ITEM, "tag");
    private static final DenseFeature HOUR = new DenseFeature("hour", FeatureSide.CONTEXT);
    private static final SequenceFeature QUERY = new SequenceFeature("query", FeatureSide.CONTEXT, "tag");

    private static final Schema SCHEMA = new Schema(
            List.of(HOUR, TAGS, USER, PRICE, ITEM, QUERY, COLOUR, WEIGHT),
            List.of(
                    new Vocabulary("user", 5),
                    new Vocabulary("item", 3),
                    new Vocabulary("colour", 10),
                    new Vocabulary("tag", 10)),
            "user",
            "item");

    /** The stored order of the items' features is another than the schema's. */
    private static EntityFeatures items() {
        ColumnSet columns = ColumnSet.of(List.of(COLOUR, WEIGHT, PRICE, TAGS));
        JaggedIds tags = new JaggedIds();
        tags.addRow(new int[0], 0, 0);
        tags.addRow(new int[] {4, 5}, 0, 2);
        tags.addRow(new int[] {6}, 0, 1);
        float[] weightAndPrice = {0, 0, 0.1f, 10, 0.2f, 20};
        return new EntityFeatures(3, columns, weightAndPrice, new int[][] {{0, 7, 8}}, new JaggedIds[] {tags});
    }

    @Test
    void sideRowsHoldKeyAndStoredFeatures() {
        SideRows rows = new SideRows(SCHEMA, FeatureSide.ITEM, items());
        assertThat(rows.features()).containsExactly(TAGS, PRICE, ITEM, COLOUR, WEIGHT);

        Batch batch = rows.gather(new int[] {0, 2, 1, 2, 0}, 1, 3, new GrowingBatch(rows.columns()));

        assertThat(batch.size()).isEqualTo(3);
        assertThat(categorical(batch, ITEM)).containsExactly(2, 1, 2);
        assertThat(categorical(batch, COLOUR)).containsExactly(8, 7, 8);
        assertThat(dense(batch, PRICE)).containsExactly(20, 10, 20);
        assertThat(dense(batch, WEIGHT)).containsExactly(0.2f, 0.1f, 0.2f);
        assertThat(sequence(batch, TAGS, 0)).containsExactly(6);
        assertThat(sequence(batch, TAGS, 1)).containsExactly(4, 5);
        assertThat(sequence(batch, TAGS, 2)).containsExactly(6);
    }

    @Test
    void givenFeaturesStandInPlaceOfStoredOnes() {
        SideRows rows = new SideRows(SCHEMA, FeatureSide.ITEM, items());
        Batch other = new Batch(items().columns(), 2);
        other.setSize(2);
        System.arraycopy(new float[] {-1, -1, 0.5f, 50}, 0, other.dense(), 0, 4); // weight and price of two rows
        other.categorical(0)[1] = 9;
        other.sequence(0).addRow(new int[0], 0, 0);
        other.sequence(0).addRow(new int[] {1, 2, 3}, 0, 3);
        GivenFeatures given = new GivenFeatures();
        given.set(2, other, 1);

        Batch batch = rows.gather(new int[] {0, 2, 1, 2}, given, 1, 3, new GrowingBatch(rows.columns()));

        assertThat(categorical(batch, ITEM)).containsExactly(2, 1, 2);
        assertThat(categorical(batch, COLOUR)).containsExactly(8, 9, 8);
        assertThat(dense(batch, PRICE)).containsExactly(20, 50, 20);
        assertThat(dense(batch, WEIGHT)).containsExactly(0.2f, 0.5f, 0.2f);
        assertThat(sequence(batch, TAGS, 0)).containsExactly(6);
        assertThat(sequence(batch, TAGS, 1)).containsExactly(1, 2, 3);
        assertThat(sequence(batch, TAGS, 2)).containsExactly(6);

        given.clear();
        assertThat(categorical(rows.gather(new int[] {2, 2, 2}, given, 0, 3, new GrowingBatch(rows.columns())), COLOUR))
                .containsExactly(8, 8, 8);
    }

    @Test
    void sideRowsOfFewerKeysHoldThoseAlone() {
        SideRows rows = new SideRows(SCHEMA, FeatureSide.ITEM, items());
        GrowingBatch reused = new GrowingBatch(rows.columns());
        rows.gather(new int[] {2, 2, 2}, 0, 3, reused);

        Batch batch = rows.gather(new int[] {0}, 0, 1, reused);

        assertThat(batch.size()).isEqualTo(1);
        assertThat(categorical(batch, COLOUR)).containsExactly(0);
        assertThat(batch.sequence(0).rows()).isEqualTo(1);
        assertThat(sequence(batch, TAGS, 0)).isEmpty();
    }

    @Test
    void sideRowsOfAKeyAloneNeedNoEntities() {
        SideRows rows = new SideRows(SCHEMA, FeatureSide.USER, EntityFeatures.none(1));
        Batch batch = rows.gather(new int[] {4, 3}, 0, 2, new GrowingBatch(rows.columns()));
        assertThat(categorical(batch, USER)).containsExactly(4, 3);
    }

    @Test
    void sampleRowsHoldTheFeaturesOfRowAndEntities() {
        Batch samples = new Batch(ColumnSet.of(SCHEMA.rowFeatures()), 4);
        samples.setSize(2);
        samples.dense()[0] = 23;
        samples.dense()[1] = 1;
        System.arraycopy(new int[] {3, 4}, 0, samples.categorical(0), 0, 2);
        System.arraycopy(new int[] {1, 2}, 0, samples.categorical(1), 0, 2);
        samples.sequence(0).addRow(new int[] {9}, 0, 1);
        samples.sequence(0).addRow(new int[] {8, 9}, 0, 2);

        SampleRows rows = new SampleRows(SCHEMA, EntityFeatures.none(5), items());
        Batch batch = rows.gather(samples, new GrowingBatch(rows.columns()));

        assertThat(batch.columns()).isEqualTo(ColumnSet.of(SCHEMA.features()));
        assertThat(batch.size()).isEqualTo(2);
        assertThat(dense(batch, HOUR)).containsExactly(23, 1);
        assertThat(categorical(batch, USER)).containsExactly(3, 4);
        assertThat(categorical(batch, ITEM)).containsExactly(1, 2);
        assertThat(categorical(batch, COLOUR)).containsExactly(7, 8);
        assertThat(dense(batch, PRICE)).containsExactly(10, 20);
        assertThat(dense(batch, WEIGHT)).containsExactly(0.1f, 0.2f);
        assertThat(sequence(batch, TAGS, 0)).containsExactly(4, 5);
        assertThat(sequence(batch, TAGS, 1)).containsExactly(6);
        assertThat(sequence(batch, QUERY, 0)).containsExactly(9);
        assertThat(sequence(batch, QUERY, 1)).containsExactly(8, 9);
    }

    @Test
    void historiesStandInTheSamplesRowThoughTheyAreTheUsers() {
        SequenceFeature history = new SequenceFeature(
                "history", FeatureSide.USER, "item", SequencePooling.MEAN, 2, FeatureStorage.IN_ROW);
        Schema schema = new Schema(
                List.of(USER, history, ITEM),
                List.of(new Vocabulary("user", 5), new Vocabulary("item", 3)),
                "user",
                "item");
        assertThat(schema.rowFeatures()).containsExactly(USER, history, ITEM);
        assertThat(schema.entityFeatures(FeatureSide.USER)).isEmpty();
        Batch samples = new Batch(ColumnSet.of(schema.rowFeatures()), 1);
        samples.setSize(1);
        samples.sequence(0).addRow(new int[] {2, 1}, 0, 2);

        SampleRows rows = new SampleRows(schema, EntityFeatures.none(5), EntityFeatures.none(3));
        assertThat(sequence(rows.gather(samples, new GrowingBatch(rows.columns())), history, 0))
                .containsExactly(2, 1);
        assertThat(new SideRows(schema, FeatureSide.USER, EntityFeatures.none(5)).features())
                .containsExactly(USER);
    }

    @Test
    void missingEntityFeaturesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleRows(SCHEMA, EntityFeatures.none(5), EntityFeatures.none(3)))
                .withMessage("of 4 features by key of side ITEM, 0 are here");
    }

    @Test
    void missingEntitiesAreRefused() {
        List<Feature> features = List.of(ITEM, PRICE);
        Schema schema = new Schema(features, List.of(new Vocabulary("item", 3)), null, "item");
        EntityFeatures two =
                new EntityFeatures(2, ColumnSet.of(List.of(PRICE)), new float[2], new int[0][], new JaggedIds[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SideRows(schema, FeatureSide.ITEM, two))
                .withMessage("of 3 entities of side ITEM, 2 have features");
    }

    private static int[] categorical(Batch batch, CategoricalFeature feature) {
        int column = batch.columns().categorical().indexOf(feature);
        return Arrays.copyOf(batch.categorical(column), batch.size());
    }

    private static float[] dense(Batch batch, DenseFeature feature) {
        int column = batch.columns().dense().indexOf(feature);
        float[] values = new float[batch.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = batch.dense()[row * batch.columns().dense().size() + column];
        }
        return values;
    }

    private static int[] sequence(Batch batch, SequenceFeature feature, int row) {
        JaggedIds ids = batch.sequence(batch.columns().sequences().indexOf(feature));
        return Arrays.copyOfRange(ids.values(), ids.start(row), ids.start(row + 1));
    }
}
