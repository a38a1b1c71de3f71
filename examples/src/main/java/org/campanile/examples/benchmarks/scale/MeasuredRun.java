package org.campanile.examples.benchmarks.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.examples.benchmarks.workload.Statistics;
import org.campanile.spark.preparation.Configurations;

/**
 * A training's rounds as its run folder tells them, by medians. The first half is left out: there the JIT compiler is at
 * work.
 */
final class MeasuredRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ADAM_STATE = 2;
    private static final int ROW_WISE_ADAGRAD_STATE = 1;

    /** The bottom and the top one. */
    private static final int DLRM_NETWORKS = 2;

    private final Path folder;
    private final RunConfiguration configuration;
    private final Map<String, List<Double>> metrics;

    private MeasuredRun(Path folder, RunConfiguration configuration, Map<String, List<Double>> metrics) {
        this.folder = folder;
        this.configuration = configuration;
        this.metrics = metrics;
    }

    /**
     * Reads the one run below a folder.
     *
     * @throws CampanileException when there is none
     */
    static MeasuredRun read(Path output) {
        Path folder = RunFolder.list(output).stream()
                .findFirst()
                .orElseThrow(() -> new CampanileException("There is no run in " + output + "."))
                .folder();
        RunConfiguration configuration =
                Configurations.reader().read(RunFolder.open(folder).configuration(), List.of());
        return new MeasuredRun(folder, configuration, metrics(folder.resolve("metrics.jsonl")));
    }

    private static Map<String, List<Double>> metrics(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(MeasuredRun::parse)
                    .collect(Collectors.groupingBy(
                            point -> point.path("name").asText(),
                            HashMap::new,
                            Collectors.mapping(point -> point.path("value").asDouble(), Collectors.toList())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Double> steady(String metric) {
        List<Double> all = metrics.getOrDefault(metric, List.of());
        if (all.isEmpty()) {
            throw new CampanileException(
                    folder + " has no metric " + metric + ": did training end in its first round?");
        }
        return all.subList(all.size() / 2, all.size());
    }

    private List<Double> steps() {
        double joint = (double) configuration.cluster().workers()
                * configuration.training().batchSize();
        return steady("train/samples_per_second").stream()
                .map(speed -> joint / speed)
                .toList();
    }

    double stepSeconds() {
        return Statistics.median(steps());
    }

    /** Of a phase, {@code sync} or another, whose metric is {@code system/<phase>_seconds}. */
    double secondsPerStep(String phase) {
        return Statistics.median(steady("system/" + phase + "_seconds")) / every();
    }

    double bytesPerStep() {
        return Statistics.median(steady("system/sync_bytes")) / every();
    }

    private int every() {
        return configuration.training().averaging().every();
    }

    /**
     * As constants of the model. Half of the distance between the quantiles at 16 and 84 percent, which is a normal
     * distribution's deviation, so that single pauses do not count; of a step, where a round's is that of a mean of steps.
     */
    OneWorker alone() {
        List<Double> sorted = steps().stream().sorted().toList();
        int last = sorted.size() - 1;
        double low = sorted.get((int) Math.round(0.16 * last));
        double high = sorted.get((int) Math.round(0.84 * last));
        return new OneWorker(stepSeconds(), (high - low) / 2 * Math.sqrt(every()));
    }

    /** What was trained: a {@code dlrm} with Adam and row-wise Adagrad, whose tables are all alike. */
    TrainedModel model() {
        JsonNode plan = plan();
        long parameters = plan.path("dense_parameters").asLong();
        JsonNode tables = plan.path("tables");
        return new TrainedModel(
                configuration.training().batchSize(),
                every(),
                DLRM_NETWORKS,
                parameters,
                ADAM_STATE * parameters,
                tables.size(),
                tables.path(0).path("rows").asInt(),
                tables.path(0).path("dim").asInt(),
                ROW_WISE_ADAGRAD_STATE);
    }

    private JsonNode plan() {
        try {
            return JSON.readTree(folder.resolve("plan.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
