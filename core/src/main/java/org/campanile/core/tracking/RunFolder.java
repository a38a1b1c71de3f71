package org.campanile.core.tracking;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run, {@code <base>/<experiment>/<yyyyMMdd-HHmmss>-<name>/}, and the truth about it.
 *
 * <ul>
 *   <li>{@code config.yaml}: the resolved configuration; {@code plan.json}: tables, bytes and placement
 *   <li>{@code metrics.jsonl}: metric points, appended to during the run
 *   <li>{@code summary.json}: all else that is known of the run, replaced whole whenever something is added
 *   <li>{@code report.html}: the same for people, written at the end
 *   <li>{@code tracking.json}: how far each tracking server has been told
 *   <li>{@code checkpoints/}, {@code bundle/}, {@code logs/}
 * </ul>
 *
 * <p>Immutable; what is written goes through a {@link RunTracker}, of which a run has one at a time.
 */
public final class RunFolder {
    static final String CONFIGURATION = "config.yaml";
    static final String PLAN = "plan.json";
    static final String METRICS = "metrics.jsonl";
    static final String SUMMARY = "summary.json";
    static final String REPORT = "report.html";
    static final String TRACKING = "tracking.json";

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final String SLICE = "/slice/";

    private final Path path;
    private final String experiment;
    private final String name;

    private RunFolder(Path path, String experiment, String name) {
        this.path = path;
        this.experiment = experiment;
        this.name = name;
    }

    /**
     * Creates the folder of a new run. Runs of one name and second get folders that differ by a number at the end.
     *
     * @throws CampanileException when the folder cannot be written
     */
    public static RunFolder create(Path base, String experiment, String name, Clock clock) {
        return create(base.resolve(fileName(experiment)), newRecord(experiment, name, clock), clock);
    }

    /**
     * Creates the folder of a run that belongs to this one, such as a trial of a sweep: beside this folder, of the same
     * experiment. MLflow shows it below this run.
     *
     * @throws CampanileException when the folder cannot be written
     */
    public RunFolder createNested(String nestedName, Clock clock) {
        RunRecord run = newRecord(experiment, nestedName, clock);
        run.parent = read().id;
        return create(path.toAbsolutePath().normalize().resolveSibling(""), run, clock);
    }

    private static RunFolder create(Path group, RunRecord run, Clock clock) {
        try {
            Files.createDirectories(group);
            Path path = createUnique(group, TIME.format(LocalDateTime.now(clock)) + "-" + fileName(run.name));
            for (String folder : List.of("checkpoints", "bundle", "logs")) {
                Files.createDirectory(path.resolve(folder));
            }
            RunFolder folder = new RunFolder(path, run.experiment, run.name);
            folder.write(run);
            return folder;
        } catch (IOException e) {
            throw RunFiles.unwritable(group, e);
        }
    }

    private static RunRecord newRecord(String experiment, String name, Clock clock) {
        RunRecord run = new RunRecord();
        run.experiment = experiment;
        run.name = name;
        run.id = UUID.randomUUID().toString();
        run.started = clock.instant().toString();
        run.process = RunProcess.current();
        return run;
    }

    private static Path createUnique(Path group, String name) throws IOException {
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(group.resolve(number == 1 ? name : name + "-" + number));
            } catch (FileAlreadyExistsException e) {
                LOG.debug("{} is taken", e.getFile());
            }
        }
    }

    /** The name with everything replaced that could leave the folder or trouble a file system. */
    private static String fileName(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N}._-]", "-").replaceAll("^\\.+", "");
        return safe.isEmpty() ? "run" : safe;
    }

    /**
     * Opens the folder of an earlier run.
     *
     * @throws CampanileException when there is no run at that path, or its {@code summary.json} is damaged
     */
    public static RunFolder open(Path path) {
        try {
            RunRecord run = readRecord(path);
            return new RunFolder(path, run.experiment, run.name);
        } catch (IOException e) {
            throw new CampanileException(
                    "%s is not a run folder: its summary.json cannot be read (%s); `campanile runs` lists the runs there are."
                            .formatted(path, RunFiles.reason(e)),
                    e);
        }
    }

    /** All runs under a base folder, newest first; folders that are no runs are passed over with a warning. */
    public static List<RunSummary> list(Path base) {
        List<RunSummary> runs = new ArrayList<>();
        for (Path group : foldersIn(base)) {
            for (Path path : foldersIn(group)) {
                try {
                    runs.add(open(path).summary());
                } catch (CampanileException e) {
                    LOG.warn(e.getMessage());
                }
            }
        }
        runs.sort(Comparator.comparing(RunSummary::started).reversed());
        return runs;
    }

    private static List<Path> foldersIn(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new CampanileException(
                    "Runs under %s cannot be listed: %s.".formatted(folder, RunFiles.reason(e)), e);
        }
    }

    public Path path() {
        return path;
    }

    /** The experiment as configured. */
    public String experiment() {
        return experiment;
    }

    /** The run's name as configured. */
    public String name() {
        return name;
    }

    public Path configuration() {
        return path.resolve(CONFIGURATION);
    }

    Path plan() {
        return path.resolve(PLAN);
    }

    public Path report() {
        return path.resolve(REPORT);
    }

    public Path checkpoints() {
        return path.resolve("checkpoints");
    }

    public Path bundle() {
        return path.resolve("bundle");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /** Writes {@code config.yaml}. */
    public void writeConfiguration(String yaml) {
        replace(CONFIGURATION, yaml);
    }

    /** Writes {@code plan.json}. */
    public void writePlan(String json) {
        replace(PLAN, json);
    }

    private void replace(String file, String text) {
        try {
            RunFiles.replace(path.resolve(file), text);
        } catch (IOException e) {
            throw RunFiles.unwritable(path, e);
        }
    }

    /** How the run stands now. */
    public RunSummary summary() {
        return summary(read());
    }

    /** All that is known of the run but its metrics by step. */
    public RunDetails details() {
        RunRecord run = read();
        return new RunDetails(
                summary(run),
                run.parameters,
                run.metrics,
                run.intervals,
                run.baselines,
                run.findings,
                run.origins(),
                run.tags);
    }

    private RunSummary summary(RunRecord run) {
        Map<String, Double> metrics = new LinkedHashMap<>(run.metrics);
        metrics.keySet().removeIf(RunFolder::isSlice);
        return new RunSummary(path, experiment, name, run.startInstant(), run.status, metrics);
    }

    /** Whether a metric is of a part of the users or items only. */
    static boolean isSlice(String metric) {
        return metric.contains(SLICE);
    }

    /** The path of a file inside this folder, relative to it, with {@code /} between names. */
    String relative(Path file) {
        Path root = path.toAbsolutePath().normalize();
        Path absolute = file.toAbsolutePath().normalize();
        Check.that(
                absolute.startsWith(root) && !absolute.equals(root), "%s is not inside the run folder %s", file, root);
        return root.relativize(absolute).toString().replace(File.separatorChar, '/');
    }

    Path metrics() {
        return path.resolve(METRICS);
    }

    /** What is known of the run; one whose process has gone without an end is killed. */
    RunRecord read() {
        try {
            RunRecord run = readRecord(path);
            Instant lastWritten = lastWritten();
            if (run.status == RunStatus.RUNNING && !run.process.isAlive(lastWritten, Instant.now())) {
                run.end(RunStatus.KILLED, lastWritten);
            }
            return run;
        } catch (IOException e) {
            throw new CampanileException("%s cannot be read: %s.".formatted(path, RunFiles.reason(e)), e);
        }
    }

    void write(RunRecord run) {
        try {
            RunFiles.replaceJson(path.resolve(SUMMARY), run);
        } catch (IOException e) {
            throw RunFiles.unwritable(path, e);
        }
    }

    private Instant lastWritten() throws IOException {
        FileTime summary = Files.getLastModifiedTime(path.resolve(SUMMARY));
        FileTime metrics = Files.exists(metrics()) ? Files.getLastModifiedTime(metrics()) : summary;
        return (metrics.compareTo(summary) > 0 ? metrics : summary).toInstant();
    }

    private static RunRecord readRecord(Path path) throws IOException {
        return Json.MAPPER.readValue(path.resolve(SUMMARY).toFile(), RunRecord.class);
    }
}
