package org.campanile.dlrm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.config.CheckpointConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.config.ShuffleConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.config.TableMemory;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.model.ModelContext;
import org.campanile.core.negative.UserItems;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Targets;
import org.campanile.core.schema.Vocabulary;

/** Small data sets of samples to be ranked, with random features. */
record Clicks(Schema schema, EntityFeatures users, EntityFeatures items) {
    private static final int SIZE = 6;

    /** All features stand in the sample's row; there is no key. */
    static Clicks ofRows(int dense, int categorical) {
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < dense; i++) {
            features.add(new DenseFeature("d" + i, FeatureSide.CONTEXT));
        }
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (int i = 0; i < categorical; i++) {
            features.add(new CategoricalFeature("c" + i, FeatureSide.CONTEXT, "c" + i));
            vocabularies.add(new Vocabulary("c" + i, SIZE + i));
        }
        return new Clicks(
                new Schema(features, vocabularies, null, null), EntityFeatures.none(1), EntityFeatures.none(1));
    }

    /**
     * Features of user, item and context, of every kind, kept by key or in the row. The recent items have the vocabulary
     * of the item, and so its table.
     */
    static Clicks ofUsersAndItems(Random random) {
        List<Feature> userFeatures = List.of(
                new DenseFeature("age", FeatureSide.USER),
                new CategoricalFeature("country", FeatureSide.USER, "country"),
                new SequenceFeature("recent", FeatureSide.USER, "item"));
        List<Feature> itemFeatures = List.of(
                new SequenceFeature("tags", FeatureSide.ITEM, "tag"), new DenseFeature("price", FeatureSide.ITEM));
        Schema schema = new Schema(
                List.of(
                        new DenseFeature("hour", FeatureSide.CONTEXT),
                        new CategoricalFeature("item", FeatureSide.ITEM, "item"),
                        userFeatures.get(0),
                        userFeatures.get(1),
                        new CategoricalFeature("device", FeatureSide.CONTEXT, "device"),
                        userFeatures.get(2),
                        itemFeatures.get(0),
                        itemFeatures.get(1),
                        new CategoricalFeature("user", FeatureSide.USER, "user"),
                        new SequenceFeature("queries", FeatureSide.CONTEXT, "tag")),
                List.of(
                        new Vocabulary("item", SIZE),
                        new Vocabulary("country", SIZE),
                        new Vocabulary("device", SIZE),
                        new Vocabulary("tag", SIZE),
                        new Vocabulary("user", SIZE)),
                "user",
                "item");
        return new Clicks(schema, entities(userFeatures, random), entities(itemFeatures, random));
    }

    /** Sequences in the sample's row, each pooled in its way; they share a vocabulary. */
    static Clicks ofSequences(SequencePooling... poolings) {
        List<Feature> features = new ArrayList<>();
        features.add(new DenseFeature("d", FeatureSide.CONTEXT));
        for (SequencePooling pooling : poolings) {
            features.add(new SequenceFeature(
                    "s-" + pooling, FeatureSide.CONTEXT, "word", pooling, 3, FeatureStorage.IN_ROW));
        }
        return new Clicks(
                new Schema(features, List.of(new Vocabulary("word", SIZE)), null, null),
                EntityFeatures.none(1),
                EntityFeatures.none(1));
    }

    /** The same samples with these labels: after the first, which is 0 or 1, a number of 0, 1 or 2, then any number. */
    Clicks with(Targets targets) {
        return new Clicks(
                new Schema(schema.features(), schema.vocabularies(), schema.userKey(), schema.itemKey(), targets),
                users,
                items);
    }

    private static EntityFeatures entities(List<Feature> features, Random random) {
        ColumnSet columns = ColumnSet.of(features);
        float[] dense = new float[SIZE * columns.dense().size()];
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (float) random.nextGaussian();
        }
        int[][] categorical = columns.categorical().stream()
                .map(feature -> random.ints(SIZE, 0, SIZE).toArray())
                .toArray(int[][]::new);
        JaggedIds[] sequences = columns.sequences().stream()
                .map(feature -> sequences(new JaggedIds(), SIZE, random))
                .toArray(JaggedIds[]::new);
        return new EntityFeatures(SIZE, columns, dense, categorical, sequences);
    }

    /** Sequences of 0, 1, 2 or 3 ids. */
    private static JaggedIds sequences(JaggedIds ids, int rows, Random random) {
        ids.clear();
        for (int row = 0; row < rows; row++) {
            ids.addRow(random.ints(3, 0, SIZE).toArray(), 0, row % 4);
        }
        return ids;
    }

    ModelContext context(ModelOptions options, TrainingConfiguration training, long seed, int threads) {
        return new ModelContext(
                options,
                training,
                schema,
                users,
                items,
                () -> new long[0],
                label -> UserItems.none(users.size()),
                seed,
                threads,
                LocalEmbeddingTable::new);
    }

    /** Random samples with random labels; of the further ones some are missing. */
    Batch samples(int count, Random random) {
        ColumnSet columns = ColumnSet.ofSamples(schema);
        Batch batch = new Batch(columns, count);
        batch.setSize(count);
        for (int i = 0; i < batch.dense().length; i++) {
            batch.dense()[i] = (float) random.nextGaussian();
        }
        for (int column = 0; column < columns.categorical().size(); column++) {
            String vocabulary = columns.categorical().get(column).vocabulary();
            int bound = schema.vocabulary(vocabulary).size();
            System.arraycopy(random.ints(count, 0, bound).toArray(), 0, batch.categorical(column), 0, count);
        }
        for (int column = 0; column < columns.sequences().size(); column++) {
            sequences(batch.sequence(column), count, random);
        }
        for (int row = 0; row < count; row++) {
            batch.labels()[row] = random.nextInt(2);
        }
        int labels = schema.targets().labels().size();
        for (int row = 0; row < count && labels > 1; row++) {
            int stars = random.nextInt(3);
            float seconds = 2 * (float) random.nextGaussian();
            batch.labels(1)[row] = row % 4 == 2 ? Float.NaN : stars;
            batch.labels(2)[row] = row % 3 == 1 ? Float.NaN : seconds;
        }
        return batch;
    }

    /** Plain SGD for networks and tables alike. */
    static TrainingConfiguration descent(double learningRate) {
        return training(
                new DenseOptimizerConfiguration(DenseOptimizerType.SGD, learningRate),
                new SparseOptimizerConfiguration(SparseOptimizerType.SGD, learningRate));
    }

    /** Adam for networks, row-wise Adagrad for tables. */
    static TrainingConfiguration adaptive() {
        return training(
                new DenseOptimizerConfiguration(DenseOptimizerType.ADAM, 0.005),
                new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.05));
    }

    /** Adam for networks and tables. */
    static TrainingConfiguration adam(double learningRate) {
        return training(
                new DenseOptimizerConfiguration(DenseOptimizerType.ADAM, learningRate),
                new SparseOptimizerConfiguration(SparseOptimizerType.ADAM, learningRate));
    }

    private static TrainingConfiguration training(
            DenseOptimizerConfiguration dense, SparseOptimizerConfiguration sparse) {
        return new TrainingConfiguration(
                64,
                1,
                dense,
                sparse,
                TableMemory.HEAP,
                new AveragingConfiguration(16),
                new CheckpointConfiguration(0, 2),
                new ShuffleConfiguration(8, 1024));
    }
}
