package org.campanile.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Spark as separate JVMs, from the JARs that the build brought: a standalone master, its workers, and applications
 * submitted with the shaded JAR. Everything ends when closed. Used by one thread.
 */
final class SparkProcesses implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("campanile.jar"));
    private static final Path CLASS_PATH = Path.of(System.getProperty("campanile.spark.classpath.file"));

    /**
     * Options of all JVMs, executors too, which inherit the variable. They live too briefly to gain by the second compiler;
     * and the kernels of executors, where drivers train, too, make equal runs come to equal bits.
     */
    private static final String JAVA_OPTIONS =
            "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC --add-modules=jdk.incubator.vector";

    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master");
    private static final Pattern APPLICATION = Pattern.compile("app-\\d{14}-\\d{4}");

    private final Path folder;
    private final Path sparkHome;
    private final List<Process> processes = new ArrayList<>();
    private final List<Process> clusterWorkers = new ArrayList<>();

    /** @param folder where Spark's home, logs and work folders are made */
    SparkProcesses(Path folder) throws IOException {
        this.folder = folder;
        this.sparkHome = folder.resolve("spark");
        Path jars = Files.createDirectories(sparkHome.resolve("jars"));
        for (String jar : Files.readString(CLASS_PATH).strip().split(":", -1)) {
            Path target = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(target.getFileName()), target);
        }
    }

    /**
     * Starts a master and so many workers of so many cores; returns the master's URL when all have registered.
     *
     * @param workerOptions options of the workers' JVMs
     */
    String startCluster(int workers, int cores, String... workerOptions) throws IOException, InterruptedException {
        Running master = start(
                "master",
                List.of(),
                List.of(
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--webui-port",
                        "0"));
        String url = master.await(MASTER).group(1);
        List<Running> started = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            Running running = start(
                    "worker-" + worker,
                    List.of(workerOptions),
                    List.of(
                            "org.apache.spark.deploy.worker.Worker",
                            "--host",
                            "127.0.0.1",
                            "--webui-port",
                            "0",
                            "--cores",
                            String.valueOf(cores),
                            "--memory",
                            "1g",
                            "--work-dir",
                            folder.resolve("work-" + worker).toString(),
                            url));
            started.add(running);
            clusterWorkers.add(running.process());
        }
        for (Running worker : started) {
            worker.await(REGISTERED);
        }
        return url;
    }

    /**
     * Submits the shaded JAR.
     *
     * @param settings Spark's, beside those that all applications have here
     */
    Submission begin(String master, Map<String, String> settings, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                master,
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.sql.codegen.wholeStage=false",
                "--conf",
                "spark.sql.shuffle.partitions=2",
                "--driver-memory",
                "1g",
                "--executor-memory",
                "900m"));
        settings.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
        command.addAll(List.of("--class", "org.campanile.spark.cli.Main", JAR.toString()));
        command.addAll(arguments);
        Running running = start("submit-" + processes.size(), List.of(), command);
        return new Submission(running.process(), running.log());
    }

    /**
     * An application under way.
     *
     * @param driver the driver's process
     * @param log    what it prints
     */
    record Submission(Process driver, Path log) {
        /** Waits for its end, which must be a good one; returns what it printed. */
        String await() throws IOException, InterruptedException {
            String output = awaitEnd();
            if (driver.exitValue() != 0) {
                throw new AssertionError("ended with status " + driver.exitValue() + ":\n" + output);
            }
            return output;
        }

        /** Waits for its end, which must be a bad one; returns what it printed. */
        String awaitFailure() throws IOException, InterruptedException {
            String output = awaitEnd();
            if (driver.exitValue() == 0) {
                throw new AssertionError("ended well:\n" + output);
            }
            return output;
        }

        private String awaitEnd() throws IOException, InterruptedException {
            if (!driver.waitFor(5, TimeUnit.MINUTES)) {
                throw new AssertionError("still running after five minutes:\n" + Files.readString(log));
            }
            return Files.readString(log);
        }

        /** Waits until something holds, while the application runs. */
        void awaitUntil(Callable<Boolean> condition) throws Exception {
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
            while (!condition.call()) {
                if (driver.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                    throw new AssertionError("it did not happen:\n" + Files.readString(log));
                }
            }
        }
    }

    /** The executors that run now: all children of the cluster's workers. */
    List<ProcessHandle> executors() {
        return clusterWorkers.stream().flatMap(Process::children).toList();
    }

    /** Waits until no executor runs: they end by themselves when they lose their driver. */
    void awaitEndOfExecutors() throws Exception {
        CompletableFuture<?>[] ends =
                executors().stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).get(1, TimeUnit.MINUTES);
    }

    /** What the executors of an application have logged, all together. */
    String executorLogs(Submission application) throws IOException, InterruptedException {
        String id = new Running(application.driver(), application.log())
                .await(APPLICATION)
                .group();
        StringBuilder logs = new StringBuilder();
        for (int worker = 0; worker < clusterWorkers.size(); worker++) {
            try (Stream<Path> files =
                    Files.walk(folder.resolve("work-" + worker).resolve(id))) {
                for (Path file : (Iterable<Path>) files.filter(path -> path.endsWith("stderr"))::iterator) {
                    logs.append(Files.readString(file));
                }
            }
        }
        return logs.toString();
    }

    private Running start(String name, List<String> options, List<String> arguments) throws IOException {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@"
                        + Path.of("src/main/resources/org/campanile/spark/jvm.options")
                                .toAbsolutePath(),
                "-Xmx1g"));
        command.addAll(options);
        command.addAll(List.of("-cp", sparkHome.resolve("jars") + "/*"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", sparkHome.toString());
        builder.environment().put("JDK_JAVA_OPTIONS", JAVA_OPTIONS);
        Process process = builder.start();
        processes.add(process);
        return new Running(process, log);
    }

    /** A process and what it prints. */
    private record Running(Process process, Path log) {
        /** Waits until a line matches; the end of the process, or a deadline, turns waiting for nothing into a failure. */
        Matcher await(Pattern pattern) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            boolean over = false;
            while (true) {
                Matcher matcher = pattern.matcher(Files.readString(log));
                if (matcher.find()) {
                    return matcher;
                }
                if (over) {
                    throw new AssertionError("no line with " + pattern + " in:\n" + Files.readString(log));
                }
                over = process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline;
            }
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> executors = executors();
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroyForcibly().onExit().join();
        }
        for (ProcessHandle executor : executors) {
            executor.destroyForcibly();
            executor.onExit().join();
        }
    }
}
