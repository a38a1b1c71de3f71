package org.campanile.examples.benchmarks.workload;

import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.CampanileException;

/** The workloads by name. */
final class Workloads {
    private static final Map<String, Workload> BY_NAME = new TreeMap<>(Map.of(
            "dlrm-step", new DlrmWorkload(DlrmShape.criteo()),
            "dlrm-roofline", new RooflineWorkload(),
            "dlrm-from-shards", new ShardsWorkload(),
            "dlrm-in-memory", new ShardsInMemoryWorkload(),
            "recommend-all", new RecommendAllWorkload(),
            "shard-reader", new ReaderWorkload(),
            "spark-reader", new SparkReaderWorkload(),
            "table-size", new TableSizeWorkload(),
            "two-tower-on-spark", new SparkTwoTowerWorkload(),
            "two-tower-step", new TwoTowerWorkload()));

    private Workloads() {}

    static Workload of(String name) {
        Workload workload = BY_NAME.get(name);
        if (workload == null) {
            throw new CampanileException("There is no workload " + name + "; there are " + BY_NAME.keySet() + ".");
        }
        return workload;
    }
}
