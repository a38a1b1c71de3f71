package org.campanile.examples.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.campanile.examples.benchmarks.workload.BenchmarkMain;

/**
 * How contenders are started.
 *
 * @param folder     examples/benchmarks
 * @param data       where generated data sets are kept from run to run
 * @param jvmOptions the launcher's file of JVM options
 * @param python     a Python that has torch; empty when there is none
 * @param shim       the library that lets MKL use AVX-512 on any processor; empty when there is none
 * @param dl4jSpark  class path of the dl4j-spark peer; empty when it is not built
 */
record Commands(Path folder, Path data, Path jvmOptions, String python, String shim, String dl4jSpark) {
    private static final String NO_TORCH =
            "There is no PyTorch to compare with: run examples/benchmarks/peers/setup.sh,"
                    + " or set CAMPANILE_PEERS_PYTHON to a Python that has torch.";
    private static final String NO_SHIM = "The library that lets PyTorch use AVX-512 is not built: install gcc and run"
            + " examples/benchmarks/peers/setup.sh.";
    private static final String NO_DL4J_SPARK = "The dl4j-spark peer could not be built; the reason is above.";

    /** What PyTorch multiplies matrices with. */
    enum PytorchLibrary {
        /** As installed. */
        STOCK,
        /** With MKL told to use AVX-512 whoever made the processor. */
        AVX512
    }

    /** From the system properties that {@code examples/benchmarks/run} sets. */
    static Commands fromProperties() {
        return new Commands(
                Path.of(System.getProperty("benchmarks.folder", "benchmarks")),
                Path.of(System.getProperty("benchmarks.data", "target/benchmarks")),
                Path.of(System.getProperty("benchmarks.jvm-options", "jvm.options")),
                System.getProperty("benchmarks.python", ""),
                System.getProperty("benchmarks.shim", ""),
                System.getProperty("benchmarks.dl4j-spark", ""));
    }

    /**
     * A workload of ours in a JVM of its own.
     *
     * @param heapGib   bound of the heap
     * @param arguments the workload's, as {@code key=value}
     */
    Contender ours(String workload, int heapGib, List<String> arguments) {
        List<String> command = new ArrayList<>(jvm(heapGib));
        command.addAll(List.of(
                "-Dbenchmarks.folder=" + folder,
                "-Dlog4j2.configurationFile=classpath:campanile-log4j2.properties",
                "-cp",
                System.getProperty("java.class.path"),
                BenchmarkMain.class.getName(),
                workload));
        command.addAll(arguments);
        return new Contender("Campanile " + workload, command, oneThreadPerProduct(), "");
    }

    /** The dl4j-spark program of {@code peers}. */
    Contender dl4jSpark(String name, int heapGib, List<String> arguments) {
        List<String> command = new ArrayList<>(jvm(heapGib));
        command.addAll(List.of("-cp", dl4jSpark, "org.campanile.peers.Dl4jSparkPeer"));
        command.addAll(arguments);
        return new Contender(
                "dl4j-spark " + name, command, oneThreadPerProduct(), dl4jSpark.isEmpty() ? NO_DL4J_SPARK : "");
    }

    /** A PyTorch script of {@code peers}. */
    Contender pytorch(PytorchLibrary library, String name, int threads, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(python));
        command.add(folder.resolve("peers").resolve(arguments.get(0)).toString());
        command.addAll(arguments.subList(1, arguments.size()));
        Map<String, String> environment = new HashMap<>();
        environment.put("OMP_NUM_THREADS", Integer.toString(threads));
        environment.put("MKL_NUM_THREADS", Integer.toString(threads));
        String obstacle = python.isEmpty() ? NO_TORCH : "";
        return switch (library) {
            case STOCK -> new Contender("PyTorch, " + name, command, environment, obstacle);
            case AVX512 -> {
                environment.put("LD_PRELOAD", shim);
                yield new Contender(
                        "PyTorch with AVX-512, " + name,
                        command,
                        environment,
                        obstacle.isEmpty() && shim.isEmpty() ? NO_SHIM : obstacle);
            }
        };
    }

    private List<String> jvm(int heapGib) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + jvmOptions,
                "--add-modules=jdk.incubator.vector",
                "-XX:+UseTransparentHugePages",
                "-Xmx" + heapGib + "g",
                "-Dorg.bytedeco.javacpp.maxbytes=6g");
    }

    private static Map<String, String> oneThreadPerProduct() {
        return Map.of(
                "OMP_NUM_THREADS", "1",
                "OPENBLAS_NUM_THREADS", "1",
                "SPARK_LOCAL_IP", "127.0.0.1",
                "SPARK_SCALA_VERSION", "2.12");
    }
}
