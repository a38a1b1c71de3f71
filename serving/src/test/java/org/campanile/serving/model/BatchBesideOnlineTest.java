package org.campanile.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;
import org.campanile.core.storage.FileStores;
import org.campanile.serving.index.IndexFolder;
import org.campanile.serving.index.IndexKind;
import org.campanile.serving.index.IndexSettings;
import org.campanile.serving.index.ItemFilter;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.inference.BundleRecommendations;
import org.campanile.spark.inference.RecommendAll;
import org.campanile.spark.inference.ScoreTable;
import org.campanile.spark.preparation.RawExamples;
import org.campanile.spark.preparation.synthetic.SyntheticClicksSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark computes for all users and what a service computes for one is the same. */
class BatchBesideOnlineTest {
    private static final int K = 7;

    /* Prepared once for both models. */
    @TempDir
    private static Path prepared;

    private static RetrievalBundles bundles;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() {
        bundles = new RetrievalBundles(prepared, "users: 60, items: 50, interactions-per-user: 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {RetrievalBundles.DSSM, RetrievalBundles.MIND})
    void usersGetTheSameItems(String model) {
        EvaluationFixture fixture = bundles.write(model, folder.resolve("bundle"));
        Dataset<Row> users = users(fixture);
        Map<String, BundleRecommendations> batch = new HashMap<>();
        new RecommendAll(EvaluationFixture.spark(), K)
                .byBundle(fixture.bundle(), users)
                .collectAsList()
                .forEach(list -> batch.put(list.getUser(), list));

        try (ServedRetrieval served = ServedRetrieval.open(FileStores.open(fixture.bundle()), 1);
                VectorIndex index = index(served)) {
            for (Row user : users.collectAsList()) {
                List<String> history = user.getList(1);
                Set<String> seen = new HashSet<>(user.getList(2));
                QueryVectors query =
                        served.userVectors(new UserRequest(Optional.of(user.getString(0)), Map.of(), history));
                ItemFilter filter = item -> !seen.contains(served.items().id(item));
                ScoredItems found = index.search(query, K, filter);

                BundleRecommendations expected = batch.get(user.getString(0));
                assertThat(Arrays.stream(found.items()).mapToObj(served.items()::id))
                        .as(user.getString(0))
                        .containsExactly(expected.getItems());
                // One product of many users and one of one user add up in different orders: eight products below 16,
                // each
                // rounded by at most 16 * 2^-24.
                assertThat(found.scores()).containsExactly(expected.getScores(), within(1e-5f));
            }
        }
    }

    /** Known users with histories of known and unknown items, and items to leave out. */
    private static Dataset<Row> users(EvaluationFixture fixture) {
        EntityKeys users = EntityKeys.read(fixture.dataset(), FeatureSide.USER);
        EntityKeys items = EntityKeys.read(fixture.dataset(), FeatureSide.ITEM);
        StructType columns = new StructType()
                .add("user", DataTypes.StringType)
                .add("history", DataTypes.createArrayType(DataTypes.StringType))
                .add("seen", DataTypes.createArrayType(DataTypes.StringType));
        List<Row> rows = new ArrayList<>();
        for (int user = 1; user < users.size(); user++) {
            List<String> history = new ArrayList<>(user % 5 == 0 ? List.of("unheard of") : List.of());
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < user % 10; i++) {
                history.add(items.key(1 + (user * 7 + i * 5) % (items.size() - 1)));
                seen.add(items.key(1 + (user + i) % (items.size() - 1)));
            }
            rows.add(RowFactory.create(users.key(user), history.toArray(), seen.toArray()));
        }
        return EvaluationFixture.spark().createDataFrame(rows, columns);
    }

    private VectorIndex index(ServedRetrieval served) {
        try (ItemVectors vectors = served.itemVectors()) {
            List<QueryVectors> queries = List.of(served.userVectors(UserRequest.ofHistory(List.of())));
            IndexFolder.write(
                    folder.resolve("index"), IndexSettings.of(IndexKind.EXACT), vectors, served.version(), queries);
        }
        return IndexFolder.open(folder.resolve("index"), served.version());
    }

    @Test
    void rowsGetTheSameScores() {
        EvaluationFixture fixture = EvaluationFixture.create(
                folder,
                "source: synthetic-clicks, rows: 600, split: {method: ratio}",
                "type: deepfm, embedding-dim: 4, mlp: [8]",
                "");
        Dataset<Row> raw = ((RawExamples)
                        new SyntheticClicksSource().open(EvaluationFixture.spark(), fixture.configuration()))
                .rows()
                .limit(200);
        List<Row> scored = new ScoreTable(EvaluationFixture.spark(), fixture.bundle())
                .score(raw)
                .collectAsList();
        try (ServedRanking served = ServedRanking.open(FileStores.open(fixture.bundle()), 1)) {
            for (Row row : scored) {
                Map<String, Object> values = new HashMap<>();
                for (String column : raw.columns()) {
                    values.put(column, row.getAs(column));
                }
                float score = row.getAs(ScoreTable.SCORE);
                assertThat(served.score(List.of(values))[0]).isCloseTo(score, within(1e-6f));
            }
        }
    }
}
