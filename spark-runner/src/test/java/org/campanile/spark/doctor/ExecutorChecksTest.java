package org.campanile.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a local master, where the driver is the executor; on executors of their own see {@code ClusterDoctorIT}. */
class ExecutorChecksTest {
    @TempDir
    private Path folder;

    @Test
    void everyExecutorTellsOfEachSubject() {
        List<String> lines = new Doctor(List.of(folder.toString()))
                .executors(EvaluationFixture.spark())
                .lines();

        assertThat(lines.get(1)).isEqualTo("1 executor:");
        assertThat(lines.get(2)).matches("driver \\S+:\\d+");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line).startsWith("fine   java             " + Runtime.version()))
                .anySatisfy(line -> assertThat(line).matches("\\w+ +blas +OpenBLAS \\S+ kernel \\w+.*"))
                .anySatisfy(line -> assertThat(line).matches("\\w+ +gpu +.*processor"))
                .anySatisfy(line -> assertThat(line).startsWith("fine   clock            agrees with the driver's"))
                .anySatisfy(line -> assertThat(line).startsWith("fine   storage"));
        for (String subject :
                List.of("heap", "inlining", "memory", "native memory", "kernels", "temporary", "mlflow")) {
            assertThat(lines)
                    .anySatisfy(line -> assertThat(line.substring(Math.min(7, line.length())))
                            .startsWith(subject + ' '));
        }
        assertThat(folder).isEmptyDirectory();
    }
}
