package org.campanile.towers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.SequencePooling;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactory;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.core.negative.UserItems;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;

/**
 * Users who like some groups of items, and take items of these alone: user u likes {@code interests} groups, which depend on
 * u, all alike. Within a group an item is taken in proportion to {@code 1 / (1 + place)^skew}.
 */
final class PlantedGroups {
    private static final int HISTORY = 12;
    private static final int BATCH = 128;
    private static final int K = 10;
    private static final long SEED = 5;

    private final int users;
    private final int groups;
    private final int groupSize;
    private final int interests;
    private final double[] shares;
    private final int[][] liked;

    PlantedGroups(int users, int groups, int groupSize, int interests, double skew) {
        this.users = users;
        this.groups = groups;
        this.groupSize = groupSize;
        this.interests = interests;
        double[] weights = IntStream.range(0, groupSize)
                .mapToDouble(place -> Math.pow(1.0 + place, -skew))
                .toArray();
        double sum = DoubleStream.of(weights).sum();
        this.shares = DoubleStream.of(weights).map(weight -> weight / sum).toArray();
        this.liked = IntStream.rangeClosed(0, users).mapToObj(this::someGroups).toArray(int[][]::new);
    }

    private int items() {
        return 1 + groups * groupSize;
    }

    private int[] someGroups(int user) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, groups).boxed().toList());
        Collections.shuffle(all, new Random(user));
        return all.stream().limit(interests).mapToInt(group -> group).toArray();
    }

    private int draw(int group, Random random) {
        double left = random.nextDouble();
        int place = 0;
        while (place < groupSize - 1 && left >= shares[place]) {
            left -= shares[place++];
        }
        return 1 + group * groupSize + place;
    }

    private int[] history(int user, Random random) {
        int[] taken = new int[HISTORY];
        for (int i = 0; i < HISTORY; i++) {
            // Anywhere among those before, so that groups are mixed.
            int place = random.nextInt(i + 1);
            taken[i] = taken[place];
            taken[place] = draw(liked[user][i % interests], random);
        }
        return taken;
    }

    private Schema schema() {
        return new Schema(
                List.of(
                        new CategoricalFeature("user", FeatureSide.USER, "user"),
                        new SequenceFeature(
                                "history",
                                FeatureSide.USER,
                                "item",
                                SequencePooling.MEAN,
                                HISTORY,
                                FeatureStorage.IN_ROW),
                        new CategoricalFeature("item", FeatureSide.ITEM, "item")),
                List.of(new Vocabulary("user", users + 1), new Vocabulary("item", items())),
                "user",
                "item");
    }

    /** In proportion to how often items are taken. */
    private long[] counts() {
        long[] counts = new long[items()];
        for (int item = 1; item < counts.length; item++) {
            counts[item] = Math.round(10_000 * shares[(item - 1) % groupSize]);
        }
        return counts;
    }

    /** NDCG@10 of a model of a type after some steps. */
    double ndcg(ModelFactory factory, ModelOptions options, int steps) {
        ModelContext context = new ModelContext(
                options,
                Interactions.adaptive(),
                schema(),
                EntityFeatures.none(users + 1),
                EntityFeatures.none(items()),
                this::counts,
                label -> UserItems.none(users + 1),
                SEED,
                1,
                LocalEmbeddingTable::new);
        try (RetrievalModel model = (RetrievalModel) factory.create(context)) {
            train(model, steps);
            return ndcg(model);
        }
    }

    private void train(RetrievalModel model, int steps) {
        Random random = new Random(1);
        Batch batch = new Batch(ColumnSet.of(schema().rowFeatures()), BATCH);
        for (int step = 0; step < steps; step++) {
            batch.clear();
            batch.setSize(BATCH);
            for (int row = 0; row < BATCH; row++) {
                int user = 1 + random.nextInt(users);
                int group = liked[user][random.nextInt(interests)];
                batch.sequence(0).addRow(history(user, random), 0, HISTORY);
                batch.categorical(0)[row] = user;
                batch.categorical(1)[row] = draw(group, random);
                batch.labels()[row] = 1;
                batch.positions()[row] = (long) step * BATCH + row;
            }
            model.trainStep(0, batch);
        }
    }

    private double ndcg(RetrievalModel model) {
        Random random = new Random(2);
        UserQueries queries = new UserQueries();
        for (int user = 1; user <= users; user++) {
            queries.add(user, history(user, random));
        }
        int perUser = model.interests();
        double sum = 0;
        try (FloatMatrix u = new FloatMatrix(users * perUser, model.vectorSize());
                FloatMatrix v = new FloatMatrix(items(), model.vectorSize())) {
            model.userVectors(queries, u);
            model.itemVectors(IntStream.range(0, items()).toArray(), 0, items(), v);
            for (int number = 1; number <= users; number++) {
                int user = number;
                double[] scores = new double[items()];
                for (int item = 1; item < items(); item++) {
                    scores[item] = score(u, (user - 1) * perUser, perUser, v, item);
                }
                List<Integer> ranked = IntStream.range(1, items())
                        .boxed()
                        .sorted(Comparator.comparingDouble(item -> -scores[item]))
                        .limit(K)
                        .toList();
                sum += gain(ranked.stream().map(item -> probability(user, item)).toList());
            }
        }
        return sum / users;
    }

    private static double score(FloatMatrix u, int firstRow, int rows, FloatMatrix v, int item) {
        double best = Double.NEGATIVE_INFINITY;
        for (int row = firstRow; row < firstRow + rows; row++) {
            double score = 0;
            for (int d = 0; d < v.columns(); d++) {
                score += (double) u.get(row, d) * v.get(item, d);
            }
            best = Math.max(best, score);
        }
        return best;
    }

    /** The probability with which a user takes an item next. */
    private double probability(int user, int item) {
        int group = (item - 1) / groupSize;
        boolean isLiked = IntStream.of(liked[user]).anyMatch(other -> other == group);
        return isLiked ? shares[(item - 1) % groupSize] / interests : 0;
    }

    /** The best NDCG@10 that any ranking reaches on average: items in the order of their probabilities. */
    double best() {
        List<Double> probabilities = new ArrayList<>();
        for (int interest = 0; interest < interests; interest++) {
            IntStream.range(0, groupSize).forEach(place -> probabilities.add(shares[place] / interests));
        }
        probabilities.sort(Comparator.reverseOrder());
        return gain(probabilities.subList(0, Math.min(K, probabilities.size())));
    }

    /** The expected gain of one relevant item, by the probabilities of those ranked first. */
    private static double gain(List<Double> probabilities) {
        double gain = 0;
        for (int rank = 0; rank < probabilities.size(); rank++) {
            gain += probabilities.get(rank) * Math.log(2) / Math.log(rank + 2);
        }
        return gain;
    }
}
