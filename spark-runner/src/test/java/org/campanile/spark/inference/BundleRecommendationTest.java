package org.campanile.spark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyFile;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.TaskFailures;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleRecommendationTest {
    private static final int K = 12;

    @Test
    void everyKnownUserGetsTheItemsWithTheHighestScores(@TempDir Path folder) {
        EvaluationFixture fixture = EvaluationFixture.create(
                folder,
                "source: synthetic-interactions, users: 300, items: 90, interactions-per-user: 10",
                "type: dssm, embedding-dim: 8, output-dim: 8, user-tower: [], item-tower: [], similarity: dot",
                "top-k: [10]");
        Map<String, Integer> users = indices(fixture.dataset(), FeatureSide.USER);
        Map<String, Integer> items = indices(fixture.dataset(), FeatureSide.ITEM);
        List<Row> queries = new ArrayList<>();
        queries.add(RowFactory.create("nobody", null));
        List<String> someItems = items.keySet().stream().sorted().limit(30).toList();
        users.keySet()
                .forEach(user -> queries.add(RowFactory.create(user, users.get(user) % 2 == 0 ? someItems : null)));

        Dataset<BundleRecommendations> recommended =
                new RecommendAll(EvaluationFixture.spark(), K).byBundle(fixture.bundle(), queries(queries));

        Map<String, double[]> scores = scores(fixture.bundle(), users, items.size());
        Set<String> done = new HashSet<>();
        for (BundleRecommendations row : recommended.collectAsList()) {
            assertThat(done.add(row.getUser())).isTrue();
            double[] all = scores.get(row.getUser()).clone();
            all[0] = Double.NEGATIVE_INFINITY;
            if (users.get(row.getUser()) % 2 == 0) {
                someItems.forEach(item -> all[items.get(item)] = Double.NEGATIVE_INFINITY);
            }
            assertBest(row, all, items);
        }
        assertThat(done).isEqualTo(users.keySet());
    }

    @Test
    void modelsOfHistoriesRecommendByTheHistoryOfEachUser(@TempDir Path folder) {
        EvaluationFixture fixture = EvaluationFixture.create(
                folder,
                "source: synthetic-interactions, users: 100, items: 90, interactions-per-user: 10,"
                        + " history: {max-length: 5}",
                "type: mind, embedding-dim: 8, output-dim: 8, interests: 2",
                "top-k: [10]");
        Map<String, Integer> items = indices(fixture.dataset(), FeatureSide.ITEM);
        String user =
                indices(fixture.dataset(), FeatureSide.USER).keySet().iterator().next();
        String[] history = items.keySet().stream().sorted().limit(5).toArray(String[]::new);
        Row query = RowFactory.create(user, null, history);
        StructType columns = new StructType()
                .add("user", DataTypes.StringType)
                .add("seen", DataTypes.createArrayType(DataTypes.StringType))
                .add("history", DataTypes.createArrayType(DataTypes.StringType));

        BundleRecommendations row = new RecommendAll(EvaluationFixture.spark(), K)
                .byBundle(fixture.bundle(), EvaluationFixture.spark().createDataFrame(List.of(query), columns))
                .first();

        int[] indices = Arrays.stream(history).mapToInt(items::get).toArray();
        double[] scores = largestScores(fixture.bundle(), indices, items.size());
        scores[0] = Double.NEGATIVE_INFINITY;
        assertBest(row, scores, items);
    }

    /** Scores of all items for a user with a history: the largest over its interests. */
    private static double[] largestScores(String bundle, int[] history, int items) {
        UserQueries query = new UserQueries();
        query.add(0, history);
        try (LoadedBundle loaded = ModelBundle.load(FileStores.open(bundle), Configurations.reader())) {
            RetrievalModel model = (RetrievalModel) loaded.model();
            try (FloatMatrix itemVectors = new FloatMatrix(items + 1, model.vectorSize());
                    FloatMatrix userVectors = new FloatMatrix(model.interests(), model.vectorSize())) {
                model.itemVectors(IntStream.rangeClosed(0, items).toArray(), 0, items + 1, itemVectors);
                model.userVectors(query, userVectors);
                double[] largest = products(userVectors.rowRange(0, 1), itemVectors);
                double[] other = products(userVectors.rowRange(1, 1), itemVectors);
                Arrays.setAll(largest, item -> Math.max(largest[item], other[item]));
                return largest;
            }
        }
    }

    @Test
    void aRankingModelIsRefused(@TempDir Path folder) {
        EvaluationFixture fixture = EvaluationFixture.create(
                folder,
                "source: synthetic-clicks, rows: 300, split: {method: ratio}",
                "type: dlrm, embedding-dim: 4, bottom-mlp: [8, 4], top-mlp: [8]",
                "top-k: [10]");
        Dataset<BundleRecommendations> recommended = new RecommendAll(EvaluationFixture.spark(), K)
                .byBundle(fixture.bundle(), queries(List.of(RowFactory.create("somebody", null))));
        assertThatThrownBy(() -> collect(recommended))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model in " + fixture.bundle()
                        + " is a dlrm, which scores given samples: only retrieval models recommend items.");
    }

    /* Single precision may order scores otherwise that differ in the last bits: scores are compared, place by place. */
    private static void assertBest(BundleRecommendations row, double[] scores, Map<String, Integer> items) {
        double[] sorted = Arrays.stream(scores).map(score -> -score).sorted().toArray();
        assertThat(row.getItems()).hasSize(K).doesNotHaveDuplicates();
        for (int place = 0; place < K; place++) {
            assertThat((double) row.getScores()[place]).isEqualTo(-sorted[place], within(1e-5));
            assertThat(scores[items.get(row.getItems()[place])]).isEqualTo(-sorted[place], within(1e-5));
        }
    }

    private static Map<String, double[]> scores(String bundle, Map<String, Integer> users, int items) {
        Map<String, double[]> scores = new HashMap<>();
        try (LoadedBundle loaded = ModelBundle.load(FileStores.open(bundle), Configurations.reader())) {
            RetrievalModel model = (RetrievalModel) loaded.model();
            try (FloatMatrix itemVectors = new FloatMatrix(items + 1, model.vectorSize());
                    FloatMatrix userVector = new FloatMatrix(1, model.vectorSize())) {
                model.itemVectors(IntStream.rangeClosed(0, items).toArray(), 0, items + 1, itemVectors);
                users.forEach((user, index) -> {
                    model.userVectors(UserQueries.of(index), userVector);
                    scores.put(user, products(userVector, itemVectors));
                });
            }
        }
        return scores;
    }

    private static double[] products(FloatMatrix user, FloatMatrix items) {
        double[] products = new double[items.rows()];
        for (int item = 0; item < items.rows(); item++) {
            for (int i = 0; i < items.columns(); i++) {
                products[item] += (double) user.get(0, i) * items.get(item, i);
            }
        }
        return products;
    }

    private static Map<String, Integer> indices(PreparedDataset dataset, FeatureSide side) {
        Map<String, Integer> indices = new HashMap<>();
        String vocabulary = dataset.schema().key(side).vocabulary();
        VocabularyFile.read(dataset.store(), dataset.vocabularyFile(vocabulary), entry -> {
            if (entry.index() > 0) {
                indices.put(entry.value(), entry.index());
            }
        });
        return indices;
    }

    private static Dataset<Row> queries(List<Row> rows) {
        return EvaluationFixture.spark()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("user", DataTypes.StringType)
                                .add("seen", DataTypes.createArrayType(DataTypes.StringType)));
    }

    private static void collect(Dataset<BundleRecommendations> rows) {
        try {
            rows.collectAsList();
        } catch (Exception e) {
            throw TaskFailures.explained(e);
        }
    }
}
