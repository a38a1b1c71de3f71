package org.campanile.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code campanile doctor} on a cluster whose executors are processes of their own. */
class ClusterDoctorIT {
    @TempDir
    private Path folder;

    @Test
    void everyExecutorIsExamined() throws Exception {
        try (SparkProcesses spark = new SparkProcesses(folder)) {
            String output = spark.submit(
                    spark.startCluster(2, 1),
                    "doctor",
                    "--storage",
                    folder.resolve("shared").toString());

            assertThat(output)
                    .contains("\n2 executors:\n     0 127.0.0.1:", "\n     1 127.0.0.1:")
                    .contains("note   heap             ", "spark.executor.memory=2g")
                    .contains("is shared with the driver")
                    .contains("agrees with the driver's within")
                    .contains("\nNo faults found.\n");
        }
    }
}
