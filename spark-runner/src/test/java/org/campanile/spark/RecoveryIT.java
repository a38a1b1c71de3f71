package org.campanile.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.campanile.spark.SparkProcesses.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a standalone cluster are killed while they train; with one thread per worker the bundle must be that of an
 * undisturbed run, to the byte. The undisturbed run has a local master: links in memory add in the same order as TCP.
 * Takes minutes: {@code ./mvnw verify -Dcampanile.cluster.tests=true}.
 */
@EnabledIfSystemProperty(named = "campanile.cluster.tests", matches = "true")
class RecoveryIT {
    private static final String CONFIGURATION = """
            name: recovery
            data: {source: synthetic-interactions, users: 150, items: 100, interactions-per-user: 16}
            model: {type: dssm, embedding-dim: 6, output-dim: 6, user-tower: [16], item-tower: [], similarity: dot}
            training:
              batch-size: 64
              epochs: 40
              averaging: {every: 4, outer: nesterov, deltas: half, exchange: %s}
              checkpoint: {every-steps: 8, keep: 3}
            cluster: {workers: 2, sharding: %s}
            evaluation: {top-k: [10], baselines: []}
            """;

    @TempDir
    private Path folder;

    /* Deltas are in half precision and on their way while training goes on: all that is owed must come back. */
    @Test
    void aKilledExecutorLeavesNoTraceInTheBundle() throws Exception {
        Path configuration =
                Files.writeString(folder.resolve("config.yaml"), CONFIGURATION.formatted("overlapped", "replicated"));
        try (SparkProcesses spark = new SparkProcesses(folder)) {
            spark.submit("local[2]", train(configuration, "undisturbed"));

            Submission killed = spark.begin(spark.startCluster(2, 1), train(configuration, "killed"));
            killed.awaitUntil(() -> checkpoints("killed").size() > 1);
            spark.executors().get(0).destroyForcibly();
            String output = killed.await();

            assertThat(output).contains("Lost executor");
            assertThat(spark.executorLogs()).contains("restored checkpoint");
            assertThat(bundle("killed")).isEqualTo(bundle("undisturbed"));
        }
    }

    /* Sharded tables, whose checkpoints are put together by several workers; and the newest of them is cut off. */
    @Test
    void aKilledDriversRunIsResumedFromTheNewestWholeCheckpoint() throws Exception {
        Path configuration =
                Files.writeString(folder.resolve("config.yaml"), CONFIGURATION.formatted("blocking", "sharded"));
        try (SparkProcesses spark = new SparkProcesses(folder)) {
            spark.submit("local[2]", train(configuration, "undisturbed"));

            String master = spark.startCluster(2, 1);
            Submission killed = spark.begin(master, train(configuration, "killed"));
            killed.awaitUntil(() -> checkpoints("killed").size() > 1);
            killed.driver().destroyForcibly().waitFor();
            spark.awaitEndOfExecutors();
            List<Path> left = checkpoints("killed");
            Path newest = left.get(left.size() - 1);
            cutOff(newest);
            List<String> resume = new ArrayList<>(List.of(train(configuration, "killed")));
            resume.add("--resume");
            spark.submit(master, resume.toArray(String[]::new));

            assertThat(spark.executorLogs())
                    .contains("Checkpoint " + newest + " is damaged")
                    .contains("restored checkpoint");
            assertThat(bundle("killed")).isEqualTo(bundle("undisturbed"));
        }
    }

    private String[] train(Path configuration, String output) {
        return new String[] {
            "train",
            configuration.toString(),
            "--set",
            "data.prepared=" + folder.resolve("prepared"),
            "--output",
            folder.resolve(output).toString()
        };
    }

    /** The whole checkpoints of the one run in an output folder, oldest first. */
    private List<Path> checkpoints(String output) throws IOException {
        return found(output, path -> path.getFileName().toString().matches("step-\\d{12}"));
    }

    private List<Path> found(String output, Predicate<Path> what) throws IOException {
        Path root = folder.resolve(output);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(root, 5)) {
            return paths.filter(what).sorted().toList();
        } catch (UncheckedIOException vanished) {
            return List.of();
        }
    }

    private static void cutOff(Path checkpoint) throws IOException {
        try (Stream<Path> files = Files.walk(checkpoint)) {
            Path records = files.filter(file -> file.toString().endsWith(".f32"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(records, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() / 2);
            }
        }
    }

    /**
     * The checksums of a run's networks, tables and data, by path, and the text of {@code MLmodel} without its time. {@code
     * model.json} lists the files' checksums, that of {@code MLmodel} among them, and is left out.
     */
    private Map<String, String> bundle(String output) throws Exception {
        Path bundle = found(output, path -> path.endsWith("bundle")).get(0);
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(bundle)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = bundle.relativize(file).toString();
                if (!name.equals("model.json")) {
                    checksums.put(name, name.equals("MLmodel") ? textWithoutTime(file) : checksum(file));
                }
            }
        }
        assertThat(checksums).containsKeys("MLmodel", "networks/user-tower.zip");
        return checksums;
    }

    private static String textWithoutTime(Path file) throws IOException {
        return Files.readString(file).replaceFirst("utc_time_created: .*", "");
    }

    private static String checksum(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
