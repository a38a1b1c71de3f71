package org.campanile.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code campanile doctor} on a cluster whose executors are processes of their own. */
@ExtendWith(SharedCluster.Resolver.class)
class ClusterDoctorIT {
    @TempDir
    private Path folder;

    @Test
    void everyExecutorIsExamined(SharedCluster cluster) throws Exception {
        String output = cluster.begin(
                        Map.of(),
                        List.of("doctor", "--storage", folder.resolve("shared").toString()))
                .await();

        // Lines are wrapped where the texts happen to be long, as the folder's path.
        assertThat(output.replaceAll("\\s+", " "))
                .contains(" 2 executors: 0 127.0.0.1:", " 1 127.0.0.1:")
                .contains(" Give executors 2 GiB or more: --conf spark.executor.memory=2g ")
                .contains(" is shared with the driver and can be written ")
                .contains(" agrees with the driver's within ")
                .contains(" No faults found. ");
    }
}
