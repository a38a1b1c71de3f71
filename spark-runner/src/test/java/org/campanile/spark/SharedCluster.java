package org.campanile.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.campanile.spark.SparkProcesses.Submission;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A standalone cluster of two workers with two cores each, and room for one executor each, for all integration tests that
 * take it as a parameter. It starts with the first of them and ends after the last.
 */
final class SharedCluster implements AutoCloseable {
    /** Settings of applications whose workers, of one thread each, are to be processes of their own. */
    static final Map<String, String> ONE_CORE = Map.of("spark.executor.cores", "1");

    private final Path folder;
    private final SparkProcesses processes;
    private final String master;

    private SharedCluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.processes = new SparkProcesses(folder);
        this.master = processes.startCluster(2, 2);
    }

    /** Gives tests the cluster of this JVM. */
    static final class Resolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == SharedCluster.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(SharedCluster.class, key -> start(), SharedCluster.class);
        }

        private static SharedCluster start() {
            try {
                return new SharedCluster(Files.createTempDirectory("cluster"));
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    /** Submits the shaded JAR to the cluster. */
    Submission begin(Map<String, String> settings, List<String> arguments) throws IOException {
        return processes.begin(master, settings, arguments);
    }

    /** Submits the shaded JAR with a local master in place of the cluster. */
    Submission beginLocally(int slots, List<String> arguments) throws IOException {
        return processes.begin("local[" + slots + "]", Map.of(), arguments);
    }

    /** The processes behind it. */
    SparkProcesses processes() {
        return processes;
    }

    @Override
    public void close() {
        processes.close();
        FileUtils.deleteQuietly(folder.toFile());
    }
}
