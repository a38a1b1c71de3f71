package org.campanile.spark.preparation;

import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.DataConfiguration;

/** What every step of one preparation needs. */
record PreparationContext(
        SparkSession spark,
        SqlSettings settings,
        Phases phases,
        DatasetCache cache,
        InputAudit audit,
        DataConfiguration data,
        long seed) {
    /** Decides what is made of the features. */
    FeaturePlanner planner() {
        return new FeaturePlanner(data.features());
    }

    /** Makes the users' histories. */
    Histories histories() {
        return new Histories(data.history());
    }
}
