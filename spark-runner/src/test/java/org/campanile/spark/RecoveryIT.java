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
import org.apache.commons.io.FileUtils;
import org.campanile.spark.SparkProcesses.Submission;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes of a standalone cluster are killed while they train; with one thread per worker the bundle must be that of an
 * undisturbed run, to the byte. The undisturbed run has a local master: links in memory add in the same order as TCP.
 */
@ExtendWith(SharedCluster.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryIT {
    /*
     * Tables with one owner per row, whose checkpoints several workers put together, and networks that owe what was
     * rounded away: both must come back.
     */
    private static final String CONFIGURATION = """
            name: recovery
            data: {source: synthetic-interactions, users: 150, items: 100, interactions-per-user: 16}
            model: {type: dssm, embedding-dim: 6, output-dim: 6, user-tower: [16], item-tower: [], similarity: dot}
            training:
              batch-size: 64
              epochs: 24
              averaging: {every: 4, outer: nesterov, deltas: half}
              checkpoint: {every-steps: 8, keep: 3}
            cluster: {workers: 2, sharding: sharded}
            evaluation: {top-k: [10], baselines: [], resamples: 0}
            """;

    private Path folder;

    @BeforeAll
    void train(SharedCluster cluster, @TempDir Path shared) throws Exception {
        folder = shared;
        Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
        cluster.beginLocally(2, training("undisturbed")).await();

        Submission training = cluster.begin(SharedCluster.ONE_CORE, training("without-driver"));
        training.awaitUntil(() -> checkpoints("without-driver").size() > 1);
        training.driver().destroyForcibly().waitFor();
        cluster.processes().awaitEndOfExecutors();
    }

    @Test
    void aKilledExecutorLeavesNoTraceInTheBundle(SharedCluster cluster) throws Exception {
        Submission training = cluster.begin(SharedCluster.ONE_CORE, training("without-executor"));
        training.awaitUntil(() -> checkpoints("without-executor").size() > 1);
        cluster.processes().executors().get(0).destroyForcibly();
        String output = training.await();

        assertThat(output).contains("Lost executor");
        assertThat(cluster.processes().executorLogs(training)).contains("restored checkpoint");
        assertThat(bundle("without-executor")).isEqualTo(bundle("undisturbed"));
    }

    @Test
    void aRunWhoseDriverWasKilledIsResumed(SharedCluster cluster) throws Exception {
        copyUnfinished("resumed");
        Path newest = newestCheckpoint("resumed");

        String log = resume(cluster, "resumed");

        assertThat(log).contains("restored checkpoint " + newest);
        assertThat(bundle("resumed")).isEqualTo(bundle("undisturbed"));
    }

    @Test
    void aCheckpointThatIsCutOffIsPassedOver(SharedCluster cluster) throws Exception {
        copyUnfinished("cut-off");
        Path newest = newestCheckpoint("cut-off");
        cutOff(newest);

        String log = resume(cluster, "cut-off");

        assertThat(log).contains("Checkpoint " + newest + " is damaged").contains("restored checkpoint");
        assertThat(bundle("cut-off")).isEqualTo(bundle("undisturbed"));
    }

    /** Copies the run that lost its driver to an output folder of its own. */
    private void copyUnfinished(String output) throws IOException {
        FileUtils.copyDirectory(
                folder.resolve("without-driver").toFile(),
                folder.resolve(output).toFile());
    }

    private List<String> training(String output, String... options) {
        List<String> command = new ArrayList<>(List.of(
                "train",
                folder.resolve("config.yaml").toString(),
                "--set",
                "data.prepared=" + folder.resolve("prepared"),
                "--output",
                folder.resolve(output).toString()));
        command.addAll(List.of(options));
        return command;
    }

    /** Goes on with the run in an output folder to its end; returns what the executors logged. */
    private String resume(SharedCluster cluster, String output) throws Exception {
        Submission training = cluster.begin(SharedCluster.ONE_CORE, training(output, "--resume"));
        training.await();
        return cluster.processes().executorLogs(training);
    }

    private Path newestCheckpoint(String output) throws IOException {
        List<Path> all = checkpoints(output);
        return all.get(all.size() - 1);
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
