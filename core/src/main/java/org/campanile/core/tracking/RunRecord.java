package org.campanile.core.tracking;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.campanile.core.bundle.MlflowColumns;
import org.campanile.core.chart.Chart;
import org.campanile.core.metric.ConfidenceInterval;

/**
 * The contents of {@code summary.json}: all that is known of a run but its metric points. Field by field as in the file;
 * owned by one thread at a time.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class RunRecord {
    RunStatus status = RunStatus.RUNNING;
    String name = "";
    String experiment = "";
    /** Names the run everywhere and for good; a tracking server is asked for it before a run is created there. */
    String id = "";
    /** The id of the run that this one belongs to; empty for a run of its own. */
    String parent = "";

    String started = "";
    /** Empty while the run goes on. */
    String ended = "";

    Map<String, Double> metrics = new LinkedHashMap<>();
    Map<String, ConfidenceInterval> intervals = new LinkedHashMap<>();
    Map<String, Map<String, Double>> baselines = new LinkedHashMap<>();
    /** What the numbers say, in sentences. */
    List<String> findings = new ArrayList<>();

    List<Chart> charts = new ArrayList<>();
    double samplesPerSecond;
    Map<String, String> facts = new LinkedHashMap<>();
    Map<String, String> versions = new LinkedHashMap<>();
    Map<String, Long> seeds = new LinkedHashMap<>();
    String dataName = "";
    String dataSource = "";
    String dataHash = "";
    /** Columns of the samples, as MLflow describes them. */
    String dataColumns = "";

    Map<String, Long> dataRows = new LinkedHashMap<>();
    Map<String, String> paths = new LinkedHashMap<>();
    Map<String, String> tags = new LinkedHashMap<>();
    /** Files and folders to send, relative to the run folder, with {@code /} between names. */
    Set<String> artifacts = new LinkedHashSet<>();

    boolean sendsArtifacts = true;
    /** The registered model that the run's model becomes a version of; empty for none. */
    String registers = "";
    /** The version's alias; empty for none. */
    String registersAs = "";

    RunProcess process = new RunProcess("", 0, 0);
    Map<String, String> parameters = new LinkedHashMap<>();

    Instant startInstant() {
        return Instant.parse(started);
    }

    /** What the run was made from, by what it is called for people. */
    Map<String, String> origins() {
        Map<String, String> origins = new LinkedHashMap<>(facts);
        seeds.forEach((use, seed) -> origins.put("seed: " + use, seed.toString()));
        if (!dataHash.isEmpty()) {
            origins.put("data hash", dataHash);
        }
        versions.forEach((product, version) -> origins.put("version: " + product, version));
        return origins;
    }

    void end(RunStatus end, Instant time) {
        status = end;
        ended = time.toString();
    }

    void describe(RunProvenance provenance) {
        dataName = provenance.data().name();
        dataSource = provenance.data().source();
        dataHash = provenance.data().hash();
        dataColumns = MlflowColumns.ofSamples(provenance.data().schema());
        dataRows = provenance.data().rows();
        seeds = provenance.seeds();
        versions = provenance.versions();
        facts = provenance.facts();
    }

    void conclude(RunResult result) {
        metrics = result.metrics();
        intervals = result.intervals();
        baselines = result.baselines();
        findings = result.findings();
        charts = result.charts();
        samplesPerSecond = result.samplesPerSecond();
        paths = result.paths();
    }
}
