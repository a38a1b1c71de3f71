package org.campanile.core.tracking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.metric.ConfidenceInterval;
import org.jspecify.annotations.Nullable;

/**
 * Final metrics as tables that MLflow's web pages show and compare over runs: files of the form
 * {@code {"columns": [..], "data": [[..]]}}, named by a tag of the run.
 */
final class EvaluationTables {
    /** The tag's name. */
    static final String TAG = "mlflow.loggedArtifacts";

    private static final String FOLDER = "evaluation";

    private final RunFolder folder;
    private final List<String> written = new ArrayList<>();

    private EvaluationTables(RunFolder folder) {
        this.folder = folder;
    }

    /** Writes the tables of a run that came to something, and names them in the run's record. */
    static void write(RunFolder folder, RunRecord run) throws IOException {
        EvaluationTables tables = new EvaluationTables(folder);
        tables.writeMetrics(run);
        tables.writeSlices(run);
        run.artifacts.addAll(tables.written);
        if (!tables.written.isEmpty()) {
            run.tags.put(TAG, tables.tag());
        }
    }

    private void writeMetrics(RunRecord run) throws IOException {
        List<String> columns = new ArrayList<>(List.of("metric", "value", "low", "high"));
        columns.addAll(run.baselines.keySet());
        Table table = new Table(columns);
        run.metrics.forEach((metric, value) -> {
            if (!RunFolder.isSlice(metric)) {
                ArrayNode row = table.row(metric);
                add(row, value);
                addInterval(row, run.intervals.get(metric));
                run.baselines.values().forEach(baseline -> add(row, baseline.get(metric)));
            }
        });
        write("metrics.json", table);
    }

    private void writeSlices(RunRecord run) throws IOException {
        Map<String, Map<String, Double>> slices = new LinkedHashMap<>();
        run.metrics.forEach((metric, value) -> SliceName.parse(metric)
                .ifPresent(name -> slices.computeIfAbsent(name.slice(), slice -> new LinkedHashMap<>())
                        .put(name.metric(), value)));
        List<String> metrics = slices.values().stream()
                .flatMap(values -> values.keySet().stream())
                .distinct()
                .toList();
        List<String> columns = new ArrayList<>(List.of("slice"));
        columns.addAll(metrics);
        Table table = new Table(columns);
        slices.forEach((slice, values) -> {
            ArrayNode row = table.row(slice);
            metrics.forEach(metric -> add(row, values.get(metric)));
        });
        write("slices.json", table);
    }

    private void write(String name, Table table) throws IOException {
        if (table.isEmpty()) {
            return;
        }
        Path target = folder.path().resolve(FOLDER).resolve(name);
        Files.createDirectories(target.getParent());
        RunFiles.replace(target, table.json());
        written.add(folder.relative(target));
    }

    private String tag() {
        ArrayNode tables = Json.MAPPER.createArrayNode();
        written.forEach(path -> tables.addObject().put("path", path).put("type", "table"));
        return tables.toString();
    }

    private static void addInterval(ArrayNode row, @Nullable ConfidenceInterval interval) {
        add(row, interval == null ? null : interval.low());
        add(row, interval == null ? null : interval.high());
    }

    /** JSON has no numbers that are not finite. */
    private static void add(ArrayNode row, @Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            row.addNull();
        } else {
            row.add(value);
        }
    }

    /** A table in the making. */
    private static final class Table {
        private final ObjectNode json = Json.MAPPER.createObjectNode();
        private final ArrayNode rows;

        private Table(List<String> columns) {
            ArrayNode names = json.putArray("columns");
            columns.forEach(names::add);
            rows = json.putArray("data");
        }

        private ArrayNode row(String name) {
            return rows.addArray().add(name);
        }

        private boolean isEmpty() {
            return rows.isEmpty();
        }

        private String json() {
            return json.toString();
        }
    }
}
