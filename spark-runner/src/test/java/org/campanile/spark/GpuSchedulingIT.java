package org.campanile.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.campanile.spark.SparkProcesses.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * GPUs that a discovery script makes up, on a standalone cluster: Spark gives every worker one of its own. The JAR computes
 * on the processor, so that training ends there, with the reason.
 */
class GpuSchedulingIT {
    private static final String CONFIGURATION = """
            name: gpus
            data: {source: synthetic-interactions, users: 50, items: 40, interactions-per-user: 10}
            model: {type: dssm, embedding-dim: 4, output-dim: 4, user-tower: [], item-tower: [], similarity: dot}
            cluster: {workers: 2, gpus: 1}
            """;

    @TempDir
    private Path folder;

    @Test
    void everyWorkerIsGivenAGpuOfItsOwn() throws Exception {
        Path configuration = Files.writeString(folder.resolve("config.yaml"), CONFIGURATION);
        Path script = Files.writeString(folder.resolve("gpus.sh"), """
                #!/bin/sh
                echo '{"name": "gpu", "addresses": ["5", "6"]}'
                """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (SparkProcesses spark = new SparkProcesses(folder)) {
            String master = spark.startCluster(
                    1,
                    2,
                    "-Dspark.worker.resource.gpu.amount=2",
                    "-Dspark.worker.resource.gpu.discoveryScript=" + script);

            Submission training = spark.begin(
                    master,
                    Map.of("spark.executor.resource.gpu.amount", "2"),
                    List.of(
                            "train",
                            configuration.toString(),
                            "--set",
                            "data.prepared=" + folder.resolve("prepared"),
                            "--output",
                            folder.resolve("runs").toString()));

            assertThat(training.awaitFailure())
                    .containsPattern("cluster\\.gpus is 1, and worker [01] was given GPU [56] by Spark, but this JAR"
                            + " computes on the processor");
            assertThat(spark.executorLogs(training))
                    .contains("has been given GPU 5")
                    .contains("has been given GPU 6");
        }
    }
}
