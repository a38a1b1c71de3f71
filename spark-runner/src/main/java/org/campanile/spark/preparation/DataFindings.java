package org.campanile.spark.preparation;

import java.util.Map;
import org.campanile.core.shard.Split;

/** What was found out about encoded data. */
record DataFindings(LeakageReport leakage, DataProfile profile) {
    /**
     * Checks, then measures.
     *
     * @throws org.campanile.core.CampanileException when a check fails that {@code data.allow} does not name
     */
    static DataFindings of(EncodedData data, PreparationContext context) {
        Phases phases = context.phases();
        Map<String, LabelBalance> labels = phases.run("counting samples", () -> DataProfiler.labels(data.rows()));
        LabelBalance training = labels.getOrDefault(Split.TRAIN.folder(), LabelBalance.NONE);
        LeakageChecks checks = new LeakageChecks(context.data().split().method(), training.rows());
        LeakageReport leakage = phases.run("checking splits", () -> checks.of(data));
        leakage.require(context.data().allow());
        DataProfile profile = phases.run("measuring", () -> new DataProfiler(data, labels).profile(context.cache()));
        return new DataFindings(leakage, profile);
    }
}
