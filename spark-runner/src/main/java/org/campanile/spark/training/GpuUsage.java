package org.campanile.spark.training;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Load and memory of the machine's GPUs, as NVIDIA's {@code nvidia-smi} tells; nothing where that program is not. */
public final class GpuUsage {
    private static final Logger LOG = LoggerFactory.getLogger(GpuUsage.class);
    private static final List<String> QUERY =
            List.of("--query-gpu=index,utilization.gpu,memory.used", "--format=csv,noheader,nounits");
    private static final int TIMEOUT_SECONDS = 5;

    private final Optional<Path> program;

    private GpuUsage(Optional<Path> program) {
        this.program = program;
    }

    static GpuUsage ofThisMachine() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return new GpuUsage(Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nvidia-smi"))
                .filter(Files::isExecutable)
                .findFirst());
    }

    /** How many GPUs {@code nvidia-smi} shows; 0 where it is not. */
    public static int gpusOfThisMachine() {
        return (int) ofThisMachine().measure().keySet().stream()
                .map(name -> name.split("_", -1)[1])
                .distinct()
                .count();
    }

    Map<String, Double> measure() {
        return program.map(this::ask).orElse(Map.of());
    }

    private Map<String, Double> ask(Path nvidiaSmi) {
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(nvidiaSmi.toString()), QUERY.stream())
                            .toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Map.of();
            }
            return parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("{} does not answer: {}", nvidiaSmi, e.getMessage());
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }

    /** From lines such as {@code 0, 87, 40123}: index, percent, mebibytes. Values that are not given are left out. */
    static Map<String, Double> parse(String answer) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (String line : answer.lines().toList()) {
            String[] cells = line.split(",", -1);
            if (cells.length == 3) {
                String gpu = "gpu_" + cells[0].strip();
                put(values, gpu + "_utilization_percentage", cells[1], 1);
                put(values, gpu + "_memory_usage_megabytes", cells[2], 1.048576);
            }
        }
        return values;
    }

    private static void put(Map<String, Double> values, String name, String cell, double unit) {
        String number = cell.strip();
        if (number.matches("\\d+(\\.\\d+)?")) {
            values.put(name, unit * Double.parseDouble(number));
        }
    }
}
