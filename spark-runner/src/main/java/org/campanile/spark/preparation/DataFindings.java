package org.campanile.spark.preparation;

/** What was found out about encoded data. */
record DataFindings(LeakageReport leakage, DataProfile profile) {
    /**
     * Checks, then measures.
     *
     * @throws org.campanile.core.CampanileException when a check fails that {@code data.allow} does not name
     */
    static DataFindings of(EncodedData data, PreparationContext context) {
        LeakageReport leakage = context.phases()
                .run(
                        "checking splits",
                        () -> new LeakageChecks(context.data().split().method()).of(data));
        leakage.require(context.data().allow());
        DataProfile profile = context.phases().run("measuring", () -> DataProfiler.of(data, context.cache()));
        return new DataFindings(leakage, profile);
    }
}
