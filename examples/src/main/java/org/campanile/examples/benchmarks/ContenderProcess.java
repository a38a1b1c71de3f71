package org.campanile.examples.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.campanile.core.CampanileException;

/** Runs a contender as a process, one at a time; what it writes besides its measurement goes to a log file. */
final class ContenderProcess implements Function<Contender, Observation> {
    /** Set by some machines for the sake of other software; they would slow OpenBLAS down, ours and the peers' alike. */
    private static final List<String> UNSET = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_PRELOAD");

    private final Path logs;
    private int runs;

    ContenderProcess(Path logs) {
        this.logs = logs;
    }

    @Override
    public Observation apply(Contender contender) {
        if (!contender.obstacle().isEmpty()) {
            throw new CampanileException(contender.obstacle());
        }
        runs++;
        Path log = logs.resolve("%03d-%s.log".formatted(runs, contender.name().replaceAll("[^A-Za-z0-9]+", "-")));
        try {
            Files.createDirectories(logs);
            Observation observation = observe(contender, log);
            System.err.printf("  %-40s %s%n", contender.name(), Figures.speed(observation.value()));
            return observation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Observation observe(Contender contender, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(contender.command()).redirectError(log.toFile());
        UNSET.forEach(builder.environment()::remove);
        builder.environment().putAll(contender.environment());
        Process process = builder.start();
        Thread ending = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(ending);
        List<String> lines =
                process.inputReader().lines().filter(line -> !line.isBlank()).toList();
        int status = process.onExit().join().exitValue();
        Runtime.getRuntime().removeShutdownHook(ending);
        if (status != 0 || lines.isEmpty()) {
            throw new CampanileException(
                    "%s ended with status %d: %s (%s)".formatted(contender.name(), status, lastLine(log), log));
        }
        return parse(lines.get(lines.size() - 1), contender.name());
    }

    private static Observation parse(String line, String name) {
        try {
            Map<String, Object> values = new ObjectMapper().readValue(line, new TypeReference<>() {});
            return new Observation(values);
        } catch (JsonProcessingException e) {
            throw new CampanileException(name + " printed no measurement but: " + line, e);
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "no message" : lines.get(lines.size() - 1);
    }
}
