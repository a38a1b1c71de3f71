package org.campanile.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.IdWeights;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;
import org.junit.jupiter.api.Test;

class InputLayerTest {
    private static final List<Feature> FEATURES = List.of(
            new SequenceFeature("tags", FeatureSide.ITEM, "word"),
            new DenseFeature("price", FeatureSide.ITEM),
            new CategoricalFeature("title", FeatureSide.ITEM, "word"));
    private static final Schema SCHEMA = new Schema(FEATURES, List.of(new Vocabulary("word", 4)), null, null);

    @Test
    void featuresBecomeAdjoiningColumns() {
        try (EmbeddingTables tables = tables();
                FloatMatrix input = new FloatMatrix(3, 6)) {
            InputLayer layer = new InputLayer(FEATURES, ColumnSet.of(FEATURES), tables, 1);
            assertThat(layer.width()).isEqualTo(2 + 1 + 2);

            input.fill(-1f);
            layer.forward(batch(), 0, 2, input);

            // Row w of the table is (10 w, 10 w + 1). Columns: untouched, mean of the tags, price, title.
            assertThat(row(input, 0)).containsExactly(-1, 20, 21, 0.5f, 30, 31);
            assertThat(row(input, 1)).containsExactly(-1, 0, 0, 0.25f, 10, 11);
            assertThat(row(input, 2)).as("beyond the batch").containsExactly(-1, -1, -1, -1, -1, -1);
        }
    }

    @Test
    void sequencesArePooledAsTheirFeatureSays() {
        assertThat(pooled(SequencePooling.SUM)).as("10 + 30, 11 + 31").containsExactly(40, 42);
        assertThat(pooled(SequencePooling.MEAN)).containsExactly(20, 21);
        assertThat(pooled(SequencePooling.MAX)).containsExactly(30, 31);
    }

    /** Row w of the table is (10 w, 10 w + 1). Of five words there are two. */
    @Test
    void concatenatedSequencesEndWithTheirLastEmbedding() {
        assertThat(concatenated(new float[0], 10)).containsExactly(0, 0, 0, 0, 0, 0, 10, 11, 30, 31);
        assertThat(concatenated(new float[] {0.5f, 2}, 10)).containsExactly(0, 0, 0, 0, 0, 0, 5, 5.5f, 60, 62);
    }

    /** The input made of the words 1 and 3, and what the gradient 1, 2, 3, ... by it does to their rows. */
    private static float[] concatenated(float[] weights, int width) {
        SequenceFeature tags = new SequenceFeature(
                "tags",
                FeatureSide.ITEM,
                "word",
                SequencePooling.CONCAT,
                5,
                FeatureStorage.BY_KEY,
                weights.length == 0 ? IdWeights.NONE : IdWeights.PER_ID);
        Batch batch = new Batch(ColumnSet.of(List.of(tags)), 1);
        batch.setSize(1);
        if (weights.length == 0) {
            batch.sequence(0).addRow(new int[] {1, 3}, 0, 2);
        } else {
            batch.sequence(0).addRow(new int[] {1, 3}, weights, 0, 2);
        }
        try (EmbeddingTables tables = tables();
                FloatMatrix input = new FloatMatrix(1, width)) {
            InputLayer layer = new InputLayer(List.of(tags), batch.columns(), tables, 0);
            assertThat(layer.width()).isEqualTo(width);
            input.fill(-1f);
            layer.forward(batch, 0, 1, input);
            float[] row = row(input, 0);
            TablesStep step = tables.newStep();
            layer.index(batch, step, 0);
            for (int column = 0; column < width; column++) {
                input.buffer().put(column, column + 1);
            }
            step.gradient(0, input);
            tables.prepare(step);
            tables.update(step, 0, 1);
            TableState table = tables.of("word").state();
            float a = weights.length == 0 ? 1 : weights[0];
            float b = weights.length == 0 ? 1 : weights[1];
            assertThat(record(table, 1)).containsExactly(10 - 7 * a, 11 - 8 * a);
            assertThat(record(table, 3)).containsExactly(30 - 9 * b, 31 - 10 * b);
            assertThat(record(table, 0)).as("the zeros are no row").containsExactly(0, 1);
            return row;
        }
    }

    @Test
    void layersOfFieldsNeedOneVectorOfEachFeature() {
        SequenceFeature tags =
                new SequenceFeature("tags", FeatureSide.ITEM, "word", SequencePooling.CONCAT, 5, FeatureStorage.BY_KEY);
        try (EmbeddingTables tables = tables()) {
            assertThatThrownBy(() -> InputLayer.ofFields(List.of(tags), ColumnSet.of(List.of(tags)), tables, "dense"))
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("The pooling of feature tags is concat, but this model needs one vector of each"
                            + " feature; allowed: mean, sum, max.");
        }
    }

    /** The input made of the words 1 and 3. */
    private static float[] pooled(SequencePooling pooling) {
        SequenceFeature tags = new SequenceFeature("tags", FeatureSide.ITEM, "word", pooling, 5, FeatureStorage.BY_KEY);
        Batch batch = new Batch(ColumnSet.of(List.of(tags)), 1);
        batch.setSize(1);
        batch.sequence(0).addRow(new int[] {1, 3}, 0, 2);
        try (EmbeddingTables tables = tables();
                FloatMatrix input = new FloatMatrix(1, 2)) {
            new InputLayer(List.of(tags), batch.columns(), tables, 0).forward(batch, 0, 1, input);
            return row(input, 0);
        }
    }

    @Test
    void denseFeaturesKeepTheirPlacesInAnyOrder() {
        DenseFeature price = new DenseFeature("price", FeatureSide.ITEM);
        DenseFeature age = new DenseFeature("age", FeatureSide.ITEM);
        DenseFeature rank = new DenseFeature("rank", FeatureSide.ITEM);
        ColumnSet columns = ColumnSet.of(List.of(price, age, rank));
        Batch batch = new Batch(columns, 2);
        batch.setSize(2);
        System.arraycopy(new float[] {1, 2, 3, 4, 5, 6}, 0, batch.dense(), 0, 6);
        try (EmbeddingTables tables = tables();
                FloatMatrix narrow = new FloatMatrix(2, 3);
                FloatMatrix wide = new FloatMatrix(2, 5)) {
            new InputLayer(List.of(price, age, rank), columns, tables, 0).forward(batch, 0, 2, narrow);
            assertThat(row(narrow, 0)).containsExactly(1, 2, 3);
            assertThat(row(narrow, 1)).containsExactly(4, 5, 6);

            InputLayer inOrder = new InputLayer(List.of(price, age, rank), columns, tables, 1);
            assertThat(inOrder.width()).isEqualTo(3);
            inOrder.forward(batch, 1, 1, wide);
            assertThat(row(wide, 0)).as("not asked for").containsExactly(0, 0, 0, 0, 0);
            assertThat(row(wide, 1)).containsExactly(0, 4, 5, 6, 0);

            new InputLayer(List.of(rank, price), columns, tables, 2).forward(batch, 0, 2, wide);
            assertThat(row(wide, 0)).containsExactly(0, 0, 3, 1, 0);
            assertThat(row(wide, 1)).containsExactly(0, 4, 6, 4, 0);
        }
    }

    @Test
    void tablesOfTwoLayersHaveASourceEach() {
        try (EmbeddingTables tables = tables();
                FloatMatrix first = new FloatMatrix(3, 6);
                FloatMatrix second = new FloatMatrix(3, 3)) {
            InputLayer all = new InputLayer(FEATURES, ColumnSet.of(FEATURES), tables, 1);
            InputLayer titles = new InputLayer(FEATURES.subList(2, 3), ColumnSet.of(FEATURES), tables, 1);
            first.buffer().put(0, new float[] {9, 2, 4, 9, 6, 8});
            first.buffer().put(6, new float[] {9, 5, 5, 9, 1, 3});
            second.buffer().put(0, new float[] {9, 100, 200, 9, 1000, 2000});
            TablesStep step = tables.newStep();
            all.index(batch(), step, 0);
            titles.index(batch(), step, 1);
            tables.prepare(step);
            step.gradient(0, first);
            step.gradient(1, second);
            for (int member = 0; member < 2; member++) {
                tables.update(step, member, 2);
            }
            // As in the test below, and the second layer's gradients for titles 3 and 1.
            TableState table = tables.of("word").state();
            assertThat(record(table, 1)).containsExactly(new float[] {10 - 1002, 11 - 2005}, within(1e-4f));
            assertThat(record(table, 3)).containsExactly(new float[] {30 - 107, 31 - 210}, within(1e-4f));
        }
    }

    @Test
    void gradientsReachTheRowsThatWereLookedUp() {
        try (EmbeddingTables tables = tables();
                FloatMatrix gradient = new FloatMatrix(3, 6)) {
            InputLayer layer = new InputLayer(FEATURES, ColumnSet.of(FEATURES), tables, 1);
            gradient.buffer().put(0, new float[] {9, 2, 4, 9, 6, 8});
            gradient.buffer().put(6, new float[] {9, 5, 5, 9, 1, 3});

            TablesStep step = tables.newStep();
            layer.index(batch(), step, 0);
            step.gradient(0, gradient);
            tables.update(step, 0, 1);

            // Plain SGD with a learning rate of 1 subtracts the gradient. Row 1 was half of the first tags and the
            // second
            // title: (2, 4) / 2 + (1, 3). Row 3 was half of the first tags and the first title: (2, 4) / 2 + (6, 8).
            TableState table = tables.of("word").state();
            assertThat(record(table, 0)).containsExactly(0, 1);
            assertThat(record(table, 1)).containsExactly(new float[] {10 - 2, 11 - 5}, within(1e-6f));
            assertThat(record(table, 2)).containsExactly(20, 21);
            assertThat(record(table, 3)).containsExactly(new float[] {30 - 7, 31 - 10}, within(1e-6f));
        }
    }

    @Test
    void featuresShareTheTableOfTheirVocabulary() {
        try (EmbeddingTables tables = tables()) {
            assertThat(tables.states()).hasSize(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> tables.of("colour"))
                    .withMessage("no table for vocabulary colour");
        }
    }

    private static EmbeddingTables tables() {
        EmbeddingTables tables = new EmbeddingTables(
                FEATURES,
                SCHEMA,
                vocabulary -> new LocalEmbeddingTable(new TableSettings(
                        vocabulary.name(),
                        vocabulary.size(),
                        2,
                        1,
                        0f,
                        new SparseOptimizerConfiguration(SparseOptimizerType.SGD, 1))));
        for (int word = 0; word < 4; word++) {
            tables.of("word").state().writeRecord(word, new float[] {10 * word, 10 * word + 1}, 0);
        }
        return tables;
    }

    /** Tags [1, 3] and [], prices 0.5 and 0.25, titles 3 and 1; room for a third row. */
    private static Batch batch() {
        Batch batch = new Batch(ColumnSet.of(FEATURES), 3);
        batch.setSize(2);
        batch.sequence(0).addRow(new int[] {1, 3}, 0, 2);
        batch.sequence(0).addRow(new int[0], 0, 0);
        batch.dense()[0] = 0.5f;
        batch.dense()[1] = 0.25f;
        batch.categorical(0)[0] = 3;
        batch.categorical(0)[1] = 1;
        return batch;
    }

    private static float[] row(FloatMatrix matrix, int row) {
        float[] values = new float[matrix.columns()];
        matrix.buffer().get(row * matrix.columns(), values);
        return values;
    }

    private static float[] record(TableState table, int row) {
        float[] record = new float[table.dim() + table.stateSize()];
        table.readRecord(row, record, 0);
        return record;
    }
}
