package org.campanile.spark.doctor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.campanile.spark.JobDescription;

/**
 * Examines every executor by Spark jobs.
 *
 * <p>Spark has no task per executor. It does hand out the tasks of a stage to all executors in turns, so that as many tasks
 * as there are idle executors reach each of them; where one was not reached, the job is run again with more tasks.
 */
final class ExecutorChecks {
    private static final int MOST_ROUNDS = 3;

    private final JavaSparkContext spark;
    private final MlflowCheck mlflow;
    private final List<StorageProbe> probes;

    ExecutorChecks(JavaSparkContext spark, MlflowCheck mlflow, List<StorageProbe> probes) {
        this.spark = spark;
        this.mlflow = mlflow;
        this.probes = List.copyOf(probes);
    }

    /** In the order of Spark's names of executors; those that ran no task come last, with that as their only finding. */
    List<ExecutorReport> run() {
        return JobDescription.of(
                spark.sc(), "Campanile: examining executors", () -> examine(new KnownExecutors(spark.sc()).await()));
    }

    private List<ExecutorReport> examine(Set<String> executors) {
        // Local copies: the tasks must not take this object along.
        String uri = mlflow.uri();
        List<StorageProbe> marks = new ArrayList<>(probes);
        Map<String, ExecutorReport> reports = collect(executors, task -> {
            List<Finding> findings = new ArrayList<>(MachineChecks.ofExecutor(new MlflowCheck(uri)));
            marks.forEach(mark -> findings.add(mark.findMark()));
            return ExecutorReport.ofThisExecutor(findings).toJson();
        });
        compareClocks(executors, reports);
        List<ExecutorReport> all = new ArrayList<>(reports.values());
        all.sort(ExecutorNames.BY_NUMBER);
        executors.stream()
                .filter(address -> !reports.containsKey(address))
                .forEach(address -> all.add(unreached(address)));
        return all;
    }

    /** Once all classes are loaded, so that the job is short. */
    private void compareClocks(Set<String> executors, Map<String, ExecutorReport> reports) {
        long before = System.currentTimeMillis();
        Map<String, ExecutorReport> clocks = collect(
                executors,
                task -> ExecutorReport.ofThisExecutor(
                                List.of(Finding.fine("clock", String.valueOf(System.currentTimeMillis()))))
                        .toJson());
        long after = System.currentTimeMillis();
        clocks.forEach((address, clock) -> {
            long read = Long.parseLong(clock.findings().get(0).found());
            reports.computeIfPresent(address, (key, report) -> report.and(ClockCheck.of(before, read, after)));
        });
    }

    /** Reports by address, one for each executor that a task reached. */
    private Map<String, ExecutorReport> collect(Set<String> executors, Function<Integer, String> examination) {
        Map<String, ExecutorReport> reports = new LinkedHashMap<>();
        for (int round = 1; round <= MOST_ROUNDS && !reports.keySet().containsAll(executors); round++) {
            int tasks = executors.size() * round;
            spark.parallelize(Collections.nCopies(tasks, 0), tasks).map(examination).collect().stream()
                    .map(ExecutorReport::parse)
                    .forEach(report -> reports.putIfAbsent(report.address(), report));
        }
        return reports;
    }

    private static ExecutorReport unreached(String address) {
        return new ExecutorReport(
                address,
                address,
                List.of(Finding.fault(
                        "answer",
                        "ran none of the tasks that examine executors",
                        "See that no other application or job holds its cores, and its log")));
    }
}
