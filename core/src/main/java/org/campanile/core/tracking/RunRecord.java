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
    Map<String, String> paths = new LinkedHashMap<>();
    Map<String, String> tags = new LinkedHashMap<>();
    /** Files and folders to send, relative to the run folder, with {@code /} between names. */
    Set<String> artifacts = new LinkedHashSet<>();

    boolean sendsArtifacts = true;
    RunProcess process = new RunProcess("", 0, 0);
    Map<String, String> parameters = new LinkedHashMap<>();

    Instant startInstant() {
        return Instant.parse(started);
    }

    void end(RunStatus end, Instant time) {
        status = end;
        ended = time.toString();
    }

    void describe(RunProvenance provenance) {
        dataName = provenance.dataName();
        dataSource = provenance.dataSource();
        dataHash = provenance.dataHash();
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
