package org.campanile.towers;

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
import org.campanile.core.negative.RowLabel;
import org.campanile.core.negative.UserItems;
import org.campanile.core.negative.UserItemsFixture;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Targets;
import org.campanile.core.schema.Vocabulary;

/** A small world of users and items with random features. */
record Interactions(Schema schema, EntityFeatures users, EntityFeatures items) {
    static final int USERS = 7;
    static final int ITEMS = 11;

    private static final CategoricalFeature USER = new CategoricalFeature("user", FeatureSide.USER, "user");
    private static final CategoricalFeature ITEM = new CategoricalFeature("item", FeatureSide.ITEM, "item");

    /** Nothing but keys. */
    static Interactions ofKeys(int users, int items) {
        Schema schema = new Schema(
                List.of(USER, ITEM),
                List.of(new Vocabulary("user", users), new Vocabulary("item", items)),
                "user",
                "item");
        return new Interactions(schema, EntityFeatures.none(users), EntityFeatures.none(items));
    }

    /**
     * Every kind of feature on both sides. Two features of the item share the vocabulary {@code category}; the history of
     * the user has the items' vocabulary, but the user's own table.
     */
    static Interactions withFeatures(Random random) {
        return withFeatures(SequencePooling.MEAN, random);
    }

    /** The same, with sequences pooled in another way. */
    static Interactions withFeatures(SequencePooling pooling, Random random) {
        List<Feature> userFeatures = List.of(
                new DenseFeature("age", FeatureSide.USER),
                new CategoricalFeature("country", FeatureSide.USER, "country"),
                new SequenceFeature("history", FeatureSide.USER, "item", pooling, 0, FeatureStorage.BY_KEY));
        List<Feature> itemFeatures = List.of(
                new CategoricalFeature("category", FeatureSide.ITEM, "category"),
                new DenseFeature("price", FeatureSide.ITEM),
                new SequenceFeature("tags", FeatureSide.ITEM, "category", pooling, 0, FeatureStorage.BY_KEY),
                new DenseFeature("weight", FeatureSide.ITEM));
        Schema schema = new Schema(
                List.of(
                        userFeatures.get(0),
                        USER,
                        userFeatures.get(1),
                        new CategoricalFeature("hour", FeatureSide.CONTEXT, "hour"),
                        userFeatures.get(2),
                        itemFeatures.get(0),
                        itemFeatures.get(1),
                        ITEM,
                        itemFeatures.get(2),
                        itemFeatures.get(3)),
                List.of(
                        new Vocabulary("user", USERS),
                        new Vocabulary("item", ITEMS),
                        new Vocabulary("country", 4),
                        new Vocabulary("category", 5),
                        new Vocabulary("hour", 24)),
                "user",
                "item");
        return new Interactions(
                schema, entities(schema, userFeatures, USERS, random), entities(schema, itemFeatures, ITEMS, random));
    }

    /** Features of users by key, and in each sample's row what its user took before. */
    static Interactions withHistories(Random random) {
        List<Feature> userFeatures = List.of(
                new DenseFeature("age", FeatureSide.USER),
                new CategoricalFeature("country", FeatureSide.USER, "country"));
        Schema schema = new Schema(
                List.of(
                        USER,
                        userFeatures.get(0),
                        userFeatures.get(1),
                        new SequenceFeature(
                                "history", FeatureSide.USER, "item", SequencePooling.MEAN, 9, FeatureStorage.IN_ROW),
                        ITEM),
                List.of(new Vocabulary("user", USERS), new Vocabulary("item", ITEMS), new Vocabulary("country", 4)),
                "user",
                "item");
        return new Interactions(schema, entities(schema, userFeatures, USERS, random), EntityFeatures.none(ITEMS));
    }

    private static EntityFeatures entities(Schema schema, List<Feature> features, int size, Random random) {
        ColumnSet columns = ColumnSet.of(features);
        float[] dense = new float[size * columns.dense().size()];
        for (int i = 0; i < dense.length; i++) {
            dense[i] = (float) random.nextGaussian();
        }
        int[][] categorical = columns.categorical().stream()
                .map(feature -> random.ints(
                                size, 0, schema.vocabulary(feature.vocabulary()).size())
                        .toArray())
                .toArray(int[][]::new);
        JaggedIds[] sequences = columns.sequences().stream()
                .map(feature ->
                        sequences(size, schema.vocabulary(feature.vocabulary()).size(), random))
                .toArray(JaggedIds[]::new);
        return new EntityFeatures(size, columns, dense, categorical, sequences);
    }

    /** Sequences of 0, 1, 2 or 3 ids. */
    private static JaggedIds sequences(int rows, int bound, Random random) {
        JaggedIds ids = new JaggedIds();
        for (int row = 0; row < rows; row++) {
            ids.addRow(random.ints(3, 0, bound).toArray(), 0, row % 4);
        }
        return ids;
    }

    ModelContext context(ModelOptions options, TrainingConfiguration training, long seed) {
        return context(options, training, seed, 1);
    }

    ModelContext context(ModelOptions options, TrainingConfiguration training, long seed, int threads) {
        return new ModelContext(
                options,
                training,
                schema,
                users,
                items,
                () -> counts(items.size()),
                this::userItems,
                seed,
                threads,
                LocalEmbeddingTable::new);
    }

    /** Training rows of each item: 1, 4, 7 and so on, but none of item 2. */
    static long[] counts(int items) {
        long[] counts = new long[items];
        for (int item = 0; item < items; item++) {
            counts[item] = item == 2 ? 0 : 1 + 3L * item;
        }
        return counts;
    }

    /** The same, with a weight for each sample. */
    Interactions weighted() {
        Schema weighted = new Schema(
                schema.features(),
                schema.vocabularies(),
                schema.userKey(),
                schema.itemKey(),
                new Targets(List.of("label"), "weight"));
        return new Interactions(weighted, users, items);
    }

    /** The same, with a second label, {@code value}. */
    Interactions rated() {
        Schema rated = new Schema(
                schema.features(),
                schema.vocabularies(),
                schema.userKey(),
                schema.itemKey(),
                new Targets(List.of("label", "value"), null));
        return new Interactions(rated, users, items);
    }

    /** Two positives of each user, and two other items that all but user 2 were shown and did not take. */
    UserItems userItems(RowLabel label) {
        int known = items.size() - 1;
        int[][] ofUsers = new int[users.size()][];
        for (int user = 0; user < ofUsers.length; user++) {
            int first = label == RowLabel.POSITIVE ? user : user + 5;
            boolean hasNone = user == 0 || (user == 2 && label == RowLabel.NEGATIVE);
            ofUsers[user] = hasNone ? new int[0] : new int[] {1 + first % known, 1 + (first + 3) % known};
        }
        return UserItemsFixture.of(ofUsers);
    }

    /** Random samples; the first half are positives. */
    Batch samples(int count, Random random) {
        Batch batch = new Batch(ColumnSet.ofSamples(schema), count);
        batch.setSize(count);
        for (int row = 0; row < count; row++) {
            set(batch, row, 1 + random.nextInt(users.size() - 1), 1 + random.nextInt(items.size() - 1));
            batch.labels()[row] = row < (count + 1) / 2 ? 1 : 0;
            batch.positions()[row] = 100L + row;
        }
        for (int column = 0; column < batch.columns().sequences().size(); column++) {
            for (int row = 0; row < count; row++) {
                // Of every length from 0 to 9, and with the unknown item.
                batch.sequence(column).addRow(random.ints(9, 0, items.size()).toArray(), 0, (row * 7 + count) % 10);
            }
        }
        return batch;
    }

    static void set(Batch batch, int row, int user, int item) {
        batch.categorical(batch.columns().categoricalColumn("user"))[row] = user;
        batch.categorical(batch.columns().categoricalColumn("item"))[row] = item;
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
                new SparseOptimizerConfiguration(SparseOptimizerType.ROW_WISE_ADAGRAD, 0.1));
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
