package org.campanile.spark.training;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;

/**
 * What embedding tables cost the network: bytes that a worker is expected to send in a step, from how many training samples
 * hold each value. With w workers, batches of B samples each, rounds of k steps, and {@code D(n)} different rows among n
 * samples (see {@link RowUse}), numbers of 4 bytes:
 *
 * <pre>
 * sharded      (w - 1) / w D(B) (1 + 2 dim)                               ids, vectors and gradients of every step
 * replicated   ((w - 1) D(kB) + 2 (w - 1) / w D(wkB) (dim + state)) / k   rows told, and summed, at the end of a round
 * </pre>
 *
 * <p>The more skewed the values, the fewer different rows. Rows that a model draws as negatives are not counted. Holds the
 * counts of one table at a time, 8 bytes a row. Used by one thread.
 */
public final class TableTraffic {
    private final Function<String, long[]> counts;
    private final long samples;
    private final int workers;
    private final int batchSize;
    private final int every;
    private final Set<String> local;
    private final Map<String, Rows> known = new HashMap<>();

    /**
     * @param counts    by table, how many samples hold each value; empty where that is not known
     * @param samples   training samples
     * @param batchSize samples of a worker's step, B
     * @param every     steps of a round, k
     * @param local     tables of which every worker, where they are sharded, needs its own rows alone
     */
    public TableTraffic(
            Function<String, long[]> counts, long samples, int workers, int batchSize, int every, Set<String> local) {
        this.counts = counts;
        this.samples = samples;
        this.workers = workers;
        this.batchSize = batchSize;
        this.every = every;
        this.local = Set.copyOf(local);
    }

    static TableTraffic of(RunConfiguration configuration, PreparedDataset data, Set<String> local) {
        Set<String> counted = data.manifest().vocabularies().keySet();
        return new TableTraffic(
                table -> vocabulary(table, counted).map(data::counts).orElseGet(() -> new long[0]),
                data.samples(Split.TRAIN),
                configuration.cluster().workers(),
                configuration.training().batchSize(),
                configuration.training().averaging().every(),
                local);
    }

    /** The vocabulary whose values a table's rows are: tables are named for it, those of towers with the side before. */
    private static Optional<String> vocabulary(String table, Set<String> all) {
        return Stream.of(table, table.substring(table.indexOf('-') + 1))
                .filter(all::contains)
                .findFirst();
    }

    /** Whether nothing is sent for a table that is sharded. */
    boolean isLocal(String table) {
        return local.contains(table);
    }

    /** Of a table with one owner per row, unless it is local. */
    public long sharded(String table, int rows, int dim) {
        double perStep = workers == 1 ? 0 : rowsOf(table, rows).inStep();
        return Math.round(perStep * (workers - 1) / workers * (1 + 2.0 * dim) * Float.BYTES);
    }

    /** Of a table that every worker holds; {@code width} numbers of weights and optimizer state a row. */
    public long replicated(String table, int rows, int width) {
        if (workers == 1) {
            return 0;
        }
        Rows use = rowsOf(table, rows);
        double told = (workers - 1) * use.inOwnRound();
        double summed = 2.0 * (workers - 1) / workers * use.inRound() * width;
        return Math.round((told + summed) / every * Float.BYTES);
    }

    private Rows rowsOf(String table, int rows) {
        return known.computeIfAbsent(table, name -> {
            RowUse use = new RowUse(counts.apply(name), samples, rows);
            double round = (double) batchSize * every;
            return new Rows(use.distinct(batchSize), use.distinct(round), use.distinct(round * workers));
        });
    }

    /** Different rows in one worker's step, in one worker's round, and in the round of all. */
    private record Rows(double inStep, double inOwnRound, double inRound) {}
}
