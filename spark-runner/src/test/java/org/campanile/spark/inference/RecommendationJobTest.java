package org.campanile.spark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommendationJobTest {
    private static final int K = 5;

    @TempDir
    private static Path folder;

    private static EvaluationFixture fixture;

    /** Keys of the items that each user, by its key, has interacted with in any part of the data. */
    private static Map<String, Set<String>> seen;

    @BeforeAll
    static void prepare() {
        fixture = EvaluationFixture.create(
                folder,
                "source: synthetic-interactions, users: 80, items: 40, interactions-per-user: 10",
                "type: dssm, embedding-dim: 8, output-dim: 8, user-tower: [], item-tower: [], similarity: dot",
                "top-k: [10]");
        Map<Integer, String> users = keys("user");
        Map<Integer, String> items = keys("item");
        seen = new HashMap<>();
        for (Split split : List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)) {
            String part = fixture.dataset().store().root() + "/" + split.folder();
            EvaluationFixture.spark()
                    .read()
                    .parquet(part)
                    .select("user", "item")
                    .collectAsList()
                    .forEach(row -> seen.computeIfAbsent(users.get(row.getInt(0)), user -> new HashSet<>())
                            .add(items.get(row.getInt(1))));
        }
    }

    private static Map<Integer, String> keys(String vocabulary) {
        String file = fixture.dataset().store().root() + "/"
                + fixture.dataset().vocabularyFile(vocabulary).path();
        Map<Integer, String> keys = new HashMap<>();
        EvaluationFixture.spark()
                .read()
                .parquet(file)
                .select("index", "value")
                .collectAsList()
                .forEach(row -> keys.put(row.getInt(0), row.getString(1)));
        return keys;
    }

    @Test
    void everyUserGetsItsBestItemsWithoutThoseOfAnyPart() {
        String output = folder.resolve("all").toString();
        RecommendationReport report = job().run(fixture.bundle(), K, output);

        Map<String, List<String>> lists = lists(output);
        assertThat(report.users()).isEqualTo(80);
        assertThat(lists.keySet()).isEqualTo(seen.keySet());
        Map<String, List<String>> all = listsOfAllItems();
        lists.forEach((user, items) -> {
            assertThat(items).as(user).hasSize(K).doesNotContainAnyElementsOf(seen.get(user));
            List<String> unseen = all.get(user).stream()
                    .filter(item -> !seen.get(user).contains(item))
                    .limit(K)
                    .toList();
            assertThat(items).as(user).isEqualTo(unseen);
        });
    }

    private static Map<String, List<String>> listsOfAllItems() {
        String output = folder.resolve("with-seen").toString();
        new RecommendationJob(
                        EvaluationFixture.spark(),
                        EvaluationFixture.configuration(
                                folder.resolve("prepared"),
                                "source: synthetic-interactions",
                                "type: dssm",
                                "exclude-seen: false"))
                .run(fixture.bundle(), 40, output);
        return lists(output);
    }

    @Test
    void listedUsersAloneGetAListAndUnknownOnesAreCounted() throws IOException {
        List<String> some = seen.keySet().stream().sorted().limit(2).toList();
        Path file = Files.write(
                folder.resolve("users.txt"),
                Stream.concat(some.stream(), Stream.of("nobody", "")).toList());
        String output = folder.resolve("some").toString();

        RecommendationReport report = job().users(file.toString()).run(fixture.bundle(), K, output);

        assertThat(lists(output)).containsOnlyKeys(some);
        assertThat(report.lines()).contains("1 users are unknown to the model and got none", "output " + output);
    }

    @Test
    void whatIsThereIsNotOverwritten() {
        assertThatThrownBy(() -> job().run(fixture.bundle(), K, folder.toString()))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There is something at " + folder + " already: name a place where there is nothing.");
    }

    private static RecommendationJob job() {
        return new RecommendationJob(EvaluationFixture.spark(), fixture.configuration());
    }

    private static Map<String, List<String>> lists(String output) {
        Map<String, List<String>> lists = new HashMap<>();
        for (Row row : EvaluationFixture.spark()
                .read()
                .parquet(output)
                .select("user", "items")
                .collectAsList()) {
            lists.put(row.getString(0), row.getList(1));
        }
        return lists;
    }
}
