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

            // Lines are wrapped where the texts happen to be long, as the folder's path.
            assertThat(output.replaceAll("\\s+", " "))
                    .contains(" 2 executors: 0 127.0.0.1:", " 1 127.0.0.1:")
                    .contains(" Give executors 2 GiB or more: --conf spark.executor.memory=2g ")
                    .contains(" is shared with the driver and can be written ")
                    .contains(" agrees with the driver's within ")
                    .contains(" No faults found. ");
        }
    }
}
