package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;
import org.campanile.spark.preparation.Configurations;
import org.jspecify.annotations.Nullable;

/** Hit rate and NDCG of a split with one relevant item per user, the slow and plain way. */
final class SortedReference {
    private final PreparedDataset dataset;
    private final int k;

    SortedReference(PreparedDataset dataset, int k) {
        this.dataset = dataset;
        this.k = k;
    }

    /** Of the model in a bundle: hit rate and NDCG. */
    double[] ofModel(String bundle, Split split, List<Split> seenIn) {
        try (LoadedBundle loaded = ModelBundle.load(FileStores.open(bundle), Configurations.reader())) {
            RetrievalModel model = (RetrievalModel) loaded.model();
            float[][] users = vectors(
                    size("user"),
                    model.vectorSize(),
                    (indices, from, count, out) -> model.userVectors(queries(split, count), out));
            float[][] items = vectors(size("item"), model.vectorSize(), model::itemVectors);
            return measure(split, seenIn, (user, item) -> dotProduct(users[user], items[item]));
        }
    }

    /** All users, with the history in their row of a split if they have one. */
    private UserQueries queries(Split split, int users) {
        int[][] histories = new int[users][0];
        dataset.schema()
                .history()
                .ifPresent(feature -> forEachRow(split, (batch, row) -> {
                    JaggedIds ids = batch.sequence(batch.columns().sequences().indexOf(feature));
                    histories[user(batch, row)] = Arrays.copyOfRange(ids.values(), ids.start(row), ids.start(row + 1));
                }));
        UserQueries queries = new UserQueries();
        for (int user = 0; user < users; user++) {
            queries.add(user, histories[user]);
        }
        return queries;
    }

    private static float[][] vectors(int count, int length, VectorSource source) {
        int[] indices = IntStream.range(0, count).toArray();
        float[][] vectors = new float[count][length];
        try (FloatMatrix matrix = new FloatMatrix(count, length)) {
            source.vectors(indices, 0, count, matrix);
            for (int row = 0; row < count; row++) {
                matrix.buffer().get(row * length, vectors[row]);
            }
        }
        return vectors;
    }

    private static double dotProduct(float[] user, float[] item) {
        double product = 0;
        for (int i = 0; i < user.length; i++) {
            product += (double) user[i] * item[i];
        }
        return product;
    }

    private int size(String vocabulary) {
        return dataset.schema().vocabulary(vocabulary).size();
    }

    /** Of the items in the order of their training counts: hit rate and NDCG. */
    double[] ofPopularity(Split split, List<Split> seenIn) {
        long[] counts = dataset.counts("item");
        return measure(split, seenIn, (user, item) -> counts[item]);
    }

    private double[] measure(Split split, List<Split> seenIn, Scores scores) {
        int items = size("item");
        Map<Integer, Set<Integer>> seen = new TreeMap<>();
        for (Split part : seenIn) {
            pairs(part)
                    .forEach(pair -> seen.computeIfAbsent(pair[0], user -> new HashSet<>())
                            .add(pair[1]));
        }
        double hits = 0;
        double gain = 0;
        List<int[]> targets = pairs(split);
        for (int[] pair : targets) {
            double target = scores.of(pair[0], pair[1]);
            double rank = 0;
            for (int item = 1; item < items; item++) {
                if (item != pair[1] && !seen.getOrDefault(pair[0], Set.of()).contains(item)) {
                    double score = scores.of(pair[0], item);
                    rank += score > target ? 1 : score == target ? 0.5 : 0;
                }
            }
            if (rank < k) {
                hits++;
                gain += Math.log(2) / Math.log(rank + 2);
            }
        }
        return new double[] {hits / targets.size(), gain / targets.size()};
    }

    private List<int[]> pairs(Split split) {
        List<int[]> pairs = new ArrayList<>();
        forEachRow(
                split,
                (batch, row) -> pairs.add(new int[] {
                    user(batch, row), batch.categorical(batch.columns().categoricalColumn("item"))[row]
                }));
        return pairs;
    }

    private static int user(Batch batch, int row) {
        return batch.categorical(batch.columns().categoricalColumn("user"))[row];
    }

    private void forEachRow(Split split, ObjIntConsumer<Batch> consumer) {
        try (BatchStream batches =
                new SequentialReader(dataset, split, new World(0, 1), 1000).open(new ReaderState(0, 0))) {
            for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                for (int row = 0; row < batch.size(); row++) {
                    consumer.accept(batch, row);
                }
            }
        }
    }

    private interface Scores {
        double of(int user, int item);
    }

    private interface VectorSource {
        void vectors(int[] indices, int from, int count, FloatMatrix out);
    }
}
