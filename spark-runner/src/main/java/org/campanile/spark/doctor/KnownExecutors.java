package org.campanile.spark.doctor;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.campanile.core.CampanileException;

/** The executors of an application, by host and port. On a local master the driver is the only one. */
final class KnownExecutors {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** No further executor is expected when none has come for so long. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final long PERIOD_MILLIS = 100;

    private final SparkContext spark;

    KnownExecutors(SparkContext spark) {
        this.spark = spark;
    }

    /**
     * Waits for as many as the application asks for or, where it leaves that to the cluster, until no more come.
     *
     * @throws CampanileException when there is none after a minute
     */
    Set<String> await() {
        int asked = spark.conf().getInt("spark.executor.instances", Integer.MAX_VALUE);
        long begin = System.nanoTime();
        long lastChange = begin;
        Set<String> known = now();
        while (known.size() < asked && !spark.isLocal() && !isOver(known, begin, lastChange)) {
            pause();
            Set<String> found = now();
            if (found.size() != known.size()) {
                lastChange = System.nanoTime();
            }
            known = found;
        }
        if (known.isEmpty()) {
            throw new CampanileException("No executor has started within " + LONGEST.toSeconds() + " s at "
                    + spark.master() + ": see the cluster manager's page for free cores and memory, and the executors'"
                    + " logs for why they end.");
        }
        return known;
    }

    private static boolean isOver(Set<String> known, long begin, long lastChange) {
        long now = System.nanoTime();
        return now - begin > LONGEST.toNanos() || (!known.isEmpty() && now - lastChange > QUIET.toNanos());
    }

    private Set<String> now() {
        Set<String> addresses = new TreeSet<>();
        Arrays.stream(spark.statusTracker().getExecutorInfos())
                .map(executor -> executor.host() + ':' + executor.port())
                .forEach(addresses::add);
        if (!spark.isLocal()) {
            addresses.remove(SparkEnv.get().blockManager().blockManagerId().hostPort());
        }
        return addresses;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CampanileException("Waiting for executors was interrupted.", e);
        }
    }
}
