package org.campanile.spark.cli;

import java.lang.module.ModuleFinder;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import org.campanile.core.math.Blas;

/** Settings of executors that a session of our own starts, where the user has not said otherwise. */
final class ExecutorDefaults {
    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";
    private static final String ENVIRONMENT = "spark.executorEnv.";
    private static final String NATIVE_MEMORY = "org.bytedeco.javacpp.maxbytes";
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private ExecutorDefaults() {}

    /** What is to be added to the settings of this process. */
    static Map<String, String> ofThisProcess() {
        return missing(
                System.getProperties(),
                Blas.wishedKernel(),
                ModuleFinder.ofSystem().find(VECTOR_MODULE).isPresent());
    }

    /**
     * @param given          Spark's settings, as {@code spark-submit} leaves them among the system properties
     * @param wishedKernel   the kernel of OpenBLAS the user asks for; empty when none
     * @param vectorModule   whether this JDK, and so most likely that of the executors, has the Vector API
     */
    static Map<String, String> missing(Properties given, String wishedKernel, boolean vectorModule) {
        Map<String, String> settings = new HashMap<>();
        settings.put(ENVIRONMENT + "OMP_NUM_THREADS", "1");
        settings.put(ENVIRONMENT + "OPENBLAS_NUM_THREADS", "1");
        if (!wishedKernel.isEmpty()) {
            settings.put(ENVIRONMENT + Blas.WISH_VARIABLE, wishedKernel);
        }
        settings.put(JAVA_OPTIONS, javaOptions(given.getProperty(NATIVE_MEMORY, ""), vectorModule));
        settings.keySet().removeIf(given::containsKey);
        return Map.copyOf(settings);
    }

    private static String javaOptions(String nativeMemory, boolean vectorModule) {
        StringJoiner options = new StringJoiner(" ");
        options.add("-XX:+UseTransparentHugePages")
                .add("-XX:InlineSmallCode=10000")
                .add("-Dorg.bytedeco.javacpp.logger=slf4j");
        if (!nativeMemory.isEmpty()) {
            options.add("-D" + NATIVE_MEMORY + '=' + nativeMemory);
        }
        if (vectorModule) {
            options.add("--add-modules=" + VECTOR_MODULE);
        }
        return options.toString();
    }
}
