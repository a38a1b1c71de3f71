package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.campanile.core.config.RunConfiguration;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.training.TrainingJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The configurations and scripts of {@code examples/recall-service} and {@code examples/funnel-movielens}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedExamplesTest {
    private static final int ASKED = 40;
    private static final String WELL = "All calls were answered as they should be.";

    @TempDir
    private static Path folder;

    private Path recall;
    private Path retrieval;
    private Path ranking;

    @BeforeAll
    void train() throws IOException {
        recall = train(
                "recall-service/config.yaml",
                TasteFiles.books(folder.resolve("books")),
                "model.negatives=64",
                "training.epochs=6");
        Path films = TasteFiles.films(folder.resolve("films"));
        retrieval = train("funnel-movielens/retrieval.yaml", films, "training.batch-size=128");
        ranking = train(
                "funnel-movielens/ranking.yaml",
                films,
                "training.batch-size=128",
                "training.sparse-optimizer.learning-rate=0.01",
                "training.validation.when=never",
                "training.epochs=20");
    }

    private Path train(String configuration, Path data, String... more) {
        List<String> overrides = Stream.concat(
                        Stream.of(
                                "data.path=" + data.toAbsolutePath(),
                                "data.prepared=" + folder.resolve(configuration).resolve("prepared"),
                                "cluster.threads=1",
                                "evaluation.baselines=[]",
                                "evaluation.resamples=0"),
                        Arrays.stream(more))
                .toList();
        RunConfiguration read =
                Configurations.reader().read(Path.of("..", "examples").resolve(configuration), overrides);
        return new TrainingJob(EvaluationFixture.spark(), read)
                .output(folder.resolve("runs"))
                .run()
                .run();
    }

    private static double share(List<String> items, Set<Integer> groups) {
        return (double) items.stream()
                        .filter(item -> groups.contains(TasteFiles.group(item)))
                        .count()
                / items.size();
    }

    @Test
    void recallFindsBooksOfBothInterestsOfReadersUntilAllAreDropped() {
        try (RunService service = new RunService(recall, null)) {
            assertThat(service.post("/rec/insert_data", Map.of()).path("count").asInt())
                    .isEqualTo(96);

            List<List<String>> histories = new ArrayList<>();
            for (int reader = 0; reader < ASKED; reader++) {
                List<String> history = new ArrayList<>(TasteFiles.taken(reader, TasteFiles.liked(reader), 5));
                history.addAll(TasteFiles.taken(reader, TasteFiles.other(reader), 5));
                histories.add(history);
            }
            JsonNode results = service.post("/rec/recall", Map.of("top_k", 10, "hist_item", histories))
                    .path("results");
            assertThat(results).hasSize(ASKED);
            double ofEitherGroup = 0;
            for (int reader = 0; reader < ASKED; reader++) {
                List<String> found = RunService.ids(results.get(reader));
                assertThat(found).hasSize(10).doesNotContainAnyElementsOf(histories.get(reader));
                ofEitherGroup += share(found, Set.of(TasteFiles.liked(reader), TasteFiles.other(reader))) / ASKED;
            }
            // 14 of the 86 books that a history leaves are of its groups: by chance 0.16.
            assertThat(ofEitherGroup).isGreaterThan(0.6);

            assertThat(service.post("/rec/count", Map.of()).path("count").asInt())
                    .isEqualTo(96);
            assertThat(service.post("/rec/drop", Map.of()).path("count").asInt())
                    .isZero();
            assertThat(RunService.ids(service.post("/rec/recall", Map.of("hist_item", histories.get(0)))
                            .path("results")
                            .get(0)))
                    .isEmpty();
        }
    }

    @Test
    void rankingPutsFilmsThatUsersLikeBeforeThoseThatTheyOnlyWatch() {
        try (RunService alone = new RunService(retrieval, null);
                RunService funnel = new RunService(retrieval, ranking)) {
            // Seven films of either group are seen, five are left. Retrieval, for which all ratings are alike, finds
            // both kinds.
            double found = shareOfGroups(
                    alone, "retrieval", 10, user -> Set.of(TasteFiles.liked(user), TasteFiles.other(user)));
            double likedByRetrieval = shareOfGroups(alone, "retrieval", 5, user -> Set.of(TasteFiles.liked(user)));
            double likedByFunnel = shareOfGroups(funnel, "ranking", 5, user -> Set.of(TasteFiles.liked(user)));

            assertThat(found).isGreaterThan(0.7);
            assertThat(likedByRetrieval).isBetween(0.2, 0.7);
            assertThat(likedByFunnel).isGreaterThan(0.85);
        }
    }

    @Test
    void theScriptOfTheRecallServiceIsAnsweredAsItShouldBe() throws Exception {
        requireTools();
        ExampleScript script =
                new ExampleScript(folder.resolve("recall"), "recall-service", Map.of("config.yaml", recall));

        assertThat(script.run())
                .contains(
                        "POST /rec/count {}",
                        "200 {\"version\":\"" + SmallRuns.version(recall) + "\",\"count\":96,\"items\":96}")
                .endsWith(WELL);
    }

    @Test
    void theScriptOfTheFunnelIsAnsweredAsItShouldBe() throws Exception {
        requireTools();
        ExampleScript script = new ExampleScript(
                folder.resolve("funnel"),
                "funnel-movielens",
                Map.of("retrieval.yaml", retrieval, "ranking.yaml", ranking));

        assertThat(script.run())
                .anyMatch(line -> line.startsWith(
                        "200 {\"version\":\"" + SmallRuns.version(retrieval) + "+" + SmallRuns.version(ranking) + "\""))
                .endsWith(WELL);
    }

    private static void requireTools() {
        for (String tool : List.of("bash", "curl")) {
            assumeTrue(
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))),
                    () -> "there is no " + tool + " here");
        }
    }

    /* The share, on the mean over users, of recommended films that are of a user's groups. */
    private static double shareOfGroups(
            RunService service, String source, int count, IntFunction<Set<Integer>> groups) {
        double sum = 0;
        for (int user = 1; user <= ASKED; user++) {
            List<String> seen = new ArrayList<>(TasteFiles.taken(user, TasteFiles.liked(user), 7));
            seen.addAll(TasteFiles.taken(user, TasteFiles.other(user), 7));
            JsonNode answer = service.post(
                    "/rec/recommend", Map.of("user_id", Integer.toString(user), "seen_item", seen, "top_k", count));
            assertThat(answer.path("source").asText()).isEqualTo(source);
            List<String> found = RunService.ids(answer);
            assertThat(found).hasSize(count).doesNotContainAnyElementsOf(seen);
            sum += share(found, groups.apply(user));
        }
        return sum / ASKED;
    }
}
