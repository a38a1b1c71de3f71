package org.campanile.examples.benchmarks.workload;

import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.CampanileException;

/** The workloads by name. */
final class Workloads {
    private static final Map<String, Workload> BY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry("dlrm-step", new DlrmWorkload(DlrmShape.criteo())),
            Map.entry("dlrm-roofline", new RooflineWorkload()),
            Map.entry("dlrm-from-shards", new ShardsWorkload()),
            Map.entry("dlrm-in-memory", new ShardsInMemoryWorkload()),
            Map.entry("ranking-parity", new ParityWorkload()),
            Map.entry("recommend-all", new RecommendAllWorkload()),
            Map.entry("shard-reader", new ReaderWorkload()),
            Map.entry("spark-reader", new SparkReaderWorkload()),
            Map.entry("table-size", new TableSizeWorkload()),
            Map.entry("tracked-step", new TrackedStepWorkload()),
            Map.entry("two-tower-on-spark", new SparkTwoTowerWorkload()),
            Map.entry("two-tower-step", new TwoTowerWorkload())));

    private Workloads() {}

    static Workload of(String name) {
        Workload workload = BY_NAME.get(name);
        if (workload == null) {
            throw new CampanileException("There is no workload " + name + "; there are " + BY_NAME.keySet() + ".");
        }
        return workload;
    }
}
