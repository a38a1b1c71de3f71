package org.campanile.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shaded JAR as users run it: under spark-submit, on a local master and on executors in JVMs of their own. */
@ExtendWith(SharedCluster.Resolver.class)
class SubmittedTrainingIT {
    private static final String CONFIGURATION = """
            name: submitted
            data: {source: synthetic-interactions, users: 300, items: 200, interactions-per-user: 20}
            model: {type: dssm, embedding-dim: 6, output-dim: 6, user-tower: [16], item-tower: [], similarity: dot}
            training:
              batch-size: 128
              epochs: 6
              averaging: {every: 4}
            cluster: {workers: 2}
            evaluation: {top-k: [10]}
            """;

    @TempDir
    private Path folder;

    @Test
    void separateExecutorsReachTheFiguresOfALocalMaster(SharedCluster cluster) throws Exception {
        String local = cluster.beginLocally(2, train()).await();
        String separate = cluster.begin(SharedCluster.ONE_CORE, train()).await();

        assertThat(local).contains("ndcg_at_10").contains("most-popular");
        assertThat(separate).contains("ndcg_at_10").contains("most-popular");
        List<JsonNode> runs = summaries();
        assertThat(runs)
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.path("status").asText()).isEqualTo("finished"));
        // Both compute the same numbers: shared memory and TCP add in the same order. A user is 1/300 of a hit rate.
        assertThat(metric(runs.get(1), "test/hit_rate_at_10"))
                .isCloseTo(metric(runs.get(0), "test/hit_rate_at_10"), within(1.0 / 300));
        assertThat(metric(runs.get(1), "test/ndcg_at_10"))
                .isCloseTo(metric(runs.get(0), "test/ndcg_at_10"), within(1e-3));
    }

    @Test
    void aWorkerOfTwoThreadsHoldsTwoCores(SharedCluster cluster) throws Exception {
        String output =
                cluster.begin(Map.of(), train("--set", "cluster.threads=2")).await();

        // Spark's own words: the barrier stage alone has other cores per task, so each executor gets one worker.
        assertThat(output).contains("with 2 tasks resource profile 1");
        assertThat(summaries())
                .singleElement()
                .satisfies(run -> assertThat(run.path("status").asText()).isEqualTo("finished"));
    }

    private List<String> train(String... options) throws IOException {
        Path configuration = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
        List<String> command = new ArrayList<>(List.of(
                "train",
                configuration.toString(),
                "--set",
                "data.prepared=" + folder.resolve("prepared"),
                "--output",
                folder.resolve("runs").toString()));
        command.addAll(List.of(options));
        return command;
    }

    private List<JsonNode> summaries() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            return files.filter(file -> file.endsWith("summary.json"))
                    .sorted()
                    .map(SubmittedTrainingIT::read)
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double metric(JsonNode run, String name) {
        return run.path("metrics").path(name).asDouble(Double.NaN);
    }
}
