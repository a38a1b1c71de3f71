package org.campanile.examples.benchmarks.scale;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.collective.Collective;
import org.campanile.examples.benchmarks.workload.Statistics;
import org.campanile.spark.collective.CollectiveSettings;
import org.campanile.spark.collective.JobSecret;
import org.campanile.spark.collective.Rendezvous;
import org.campanile.spark.training.BarrierStage;

/**
 * Measures {@link LinkCosts} between two executors with the collective that training uses. Started by
 * {@code examples/benchmarks/scale/run}; on a cluster by {@code spark-submit} with two executors of one core:
 *
 * <pre>
 * spark-submit --class org.campanile.examples.benchmarks.scale.LinkProbe --jars campanile.jar campanile-examples.jar link.json
 * </pre>
 */
public final class LinkProbe {
    private static final int WORKERS = 2;
    private static final int SHORT_LENGTH = 2;
    private static final int LONG_LENGTH = 1 << 22;
    private static final int SHORT_CALLS = 1000;
    private static final int LONG_CALLS = 4;
    private static final int BLOCKS = 9;

    /** A ring all-reduce of two workers passes two messages, one after the other, each of half of the numbers. */
    private static final int MESSAGES = 2;

    private final Collective collective;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private LinkProbe(Collective collective) {
        this.collective = collective;
    }

    /** Argument: the file to write. */
    public static void main(String[] arguments) throws IOException {
        try (SparkSession session =
                SparkSession.builder().appName("Campanile link probe").getOrCreate()) {
            JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
            CollectiveSettings settings =
                    new CollectiveSettings(UUID.randomUUID().toString(), JobSecret.generate(), Duration.ofMinutes(1));
            List<String> results = BarrierStage.run(spark, WORKERS, context -> {
                try (Collective collective = Rendezvous.join(context, settings)) {
                    return new ObjectMapper().writeValueAsString(new LinkProbe(collective).measure());
                } catch (JsonProcessingException e) {
                    throw new IllegalStateException(e);
                }
            });
            Files.writeString(Path.of(arguments[0]), results.get(0));
        }
    }

    /** Medians over blocks of calls, after two that warm up. */
    private LinkCosts measure() {
        List<Double> shortSeconds = new ArrayList<>();
        List<Double> shortWork = new ArrayList<>();
        List<Double> longSeconds = new ArrayList<>();
        for (int block = -2; block < BLOCKS; block++) {
            Cost brief = cost(SHORT_LENGTH, SHORT_CALLS);
            Cost lasting = cost(LONG_LENGTH, LONG_CALLS);
            if (block >= 0) {
                shortSeconds.add(brief.wall());
                shortWork.add(brief.processor());
                longSeconds.add(lasting.wall());
            }
        }
        double call = Statistics.median(shortSeconds);
        double bytes = (double) LONG_LENGTH * Float.BYTES;
        return new LinkCosts(
                call / MESSAGES,
                Statistics.median(shortWork) / MESSAGES,
                bytes / (Statistics.median(longSeconds) - call));
    }

    private Cost cost(int length, int calls) {
        float[] numbers = new float[length];
        collective.barrier();
        long wall = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        for (int call = 0; call < calls; call++) {
            collective.allReduceSum(numbers, 0, length);
        }
        return new Cost(
                (System.nanoTime() - wall) / 1e9 / calls,
                (threads.getCurrentThreadCpuTime() - processor) / 1e9 / calls);
    }

    /** Seconds of a call: by the clock, and of this thread's processor. */
    private record Cost(double wall, double processor) {}
}
