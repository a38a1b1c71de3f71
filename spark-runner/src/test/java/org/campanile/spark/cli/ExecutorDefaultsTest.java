package org.campanile.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class ExecutorDefaultsTest {
    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";

    @Test
    void executorsAreStartedLikeTheDriver() {
        Properties given = properties("org.bytedeco.javacpp.maxbytes", "3g");
        assertThat(ExecutorDefaults.missing(given, "", true))
                .containsOnly(
                        entry("spark.executorEnv.OMP_NUM_THREADS", "1"),
                        entry("spark.executorEnv.OPENBLAS_NUM_THREADS", "1"),
                        entry(
                                JAVA_OPTIONS,
                                "-XX:+UseTransparentHugePages -XX:InlineSmallCode=10000 -Dorg.bytedeco.javacpp.logger=slf4j"
                                        + " -Dorg.bytedeco.javacpp.maxbytes=3g --add-modules=jdk.incubator.vector"));
    }

    @Test
    void aJdkWithoutTheVectorApiIsNotAskedForIt() {
        assertThat(ExecutorDefaults.missing(new Properties(), "", false))
                .containsEntry(
                        JAVA_OPTIONS,
                        "-XX:+UseTransparentHugePages -XX:InlineSmallCode=10000 -Dorg.bytedeco.javacpp.logger=slf4j");
    }

    @Test
    void theWishForAKernelReachesTheExecutors() {
        assertThat(ExecutorDefaults.missing(new Properties(), "SKYLAKEX", false))
                .containsEntry("spark.executorEnv.CAMPANILE_BLAS_KERNEL", "SKYLAKEX");
    }

    @Test
    void whatTheUserSetsStands() {
        assertThat(ExecutorDefaults.missing(properties(JAVA_OPTIONS, "-Xss4m"), "", true))
                .doesNotContainKey(JAVA_OPTIONS);
        assertThat(ExecutorDefaults.missing(properties("spark.executorEnv.OMP_NUM_THREADS", "2"), "", true))
                .doesNotContainKey("spark.executorEnv.OMP_NUM_THREADS")
                .containsKey("spark.executorEnv.OPENBLAS_NUM_THREADS");
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
