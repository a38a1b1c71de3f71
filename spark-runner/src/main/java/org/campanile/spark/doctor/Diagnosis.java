package org.campanile.spark.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found, for people.
 *
 * @param lines  of at most 80 characters, unless a path or address is longer
 * @param faults how many findings stop training
 */
public record Diagnosis(List<String> lines, long faults) {

    static Diagnosis of(List<Finding> findings) {
        return new Diagnosis(
                findings.stream().flatMap(finding -> finding.lines().stream()).toList(),
                findings.stream().filter(Finding::stopsTraining).count());
    }

    /** What several executors have alike is told once; those that differ from others are named. */
    static Diagnosis ofExecutors(List<ExecutorReport> reports) {
        List<Finding> findings = new ArrayList<>();
        for (Map<Finding, List<String>> bySubject : executorsByFinding(reports).values()) {
            bySubject.forEach((finding, names) -> findings.add(
                    names.size() == reports.size() ? finding : finding.foundOn(ExecutorNames.summarised(names))));
        }
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(reports.size() + (reports.size() == 1 ? " executor:" : " executors:"));
        reports.forEach(report -> lines.add("%6s %s".formatted(report.executor(), report.address())));
        Diagnosis told = of(findings);
        lines.addAll(told.lines());
        return new Diagnosis(lines, told.faults());
    }

    /** Subjects in the order in which they were examined. */
    private static Map<String, Map<Finding, List<String>>> executorsByFinding(List<ExecutorReport> reports) {
        Map<String, Map<Finding, List<String>>> findings = new LinkedHashMap<>();
        for (ExecutorReport report : reports) {
            for (Finding finding : report.findings()) {
                findings.computeIfAbsent(finding.subject(), subject -> new LinkedHashMap<>())
                        .computeIfAbsent(finding, same -> new ArrayList<>())
                        .add(report.executor());
            }
        }
        return findings;
    }
}
