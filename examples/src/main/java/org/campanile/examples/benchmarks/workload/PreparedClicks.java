package org.campanile.examples.benchmarks.workload;

import org.apache.spark.sql.SparkSession;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.preparation.PreparationJob;

/** The generated clicks that several workloads read. */
final class PreparedClicks {
    private PreparedClicks() {}

    /** Opens the data set, which is prepared if there is none. Arguments: rows, prepared, batch. */
    static PreparedDataset open(WorkloadArguments arguments) {
        FileStore folder = FileStores.open(arguments.text("prepared"));
        try (SparkSession spark = LocalSpark.open(2)) {
            new PreparationJob(spark, ShardedDlrm.configuration(arguments)).run();
        }
        return PreparedDataset.open(folder);
    }
}
