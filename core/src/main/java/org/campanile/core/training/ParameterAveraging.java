package org.campanile.core.training;

import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.AveragingConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;

/**
 * Brings the workers' models together at the end of a round; after a settled one they are alike, bit for bit.
 *
 * <ul>
 *   <li>Dense parameters are averaged over all workers, and an {@link OuterOptimizer} makes the next ones of the mean: see
 *       {@link DenseAveraging}.
 *   <li>Their optimizer's state is averaged with them. The step counter, which lags on a worker whose samples ran out
 *       first, becomes the largest.
 *   <li>A row of a table, with its optimizer's state, is averaged over the workers that touched it since the last
 *       averaging. Rows that nobody touched are not exchanged, and those that have one owner neither.
 * </ul>
 *
 * Used by the training thread, on all workers at the same steps.
 */
final class ParameterAveraging implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Collective collective;
    private final ModelState state;
    private final OuterOptimizer outer;
    private final DenseAveraging dense;
    private final TableAveraging tableAveraging;
    private final float[] buffer;
    private long nanos;
    private long bytesSent;

    ParameterAveraging(
            AveragingConfiguration configuration, Collective collective, ModelState state, OuterOptimizer outer) {
        this.collective = collective;
        this.state = state;
        this.outer = outer;
        this.dense = DenseAveraging.of(configuration, collective, state.dense(), outer);
        this.tableAveraging = new TableAveraging(collective);
        this.buffer = new float[changesDense() ? longestState(state.dense()) : 0];
    }

    private static int longestState(List<DenseParameters> dense) {
        return dense.stream().mapToInt(DenseParameters::updaterStateSize).max().orElse(0);
    }

    private boolean changesDense() {
        return collective.world().size() > 1 || !outer.isAverage();
    }

    /** The first round begins, from the present parameters. */
    void begin() {
        outer.begin();
        dense.begin();
    }

    /** Waits until this leaves the collective to others. */
    void await() {
        long start = System.nanoTime();
        dense.await();
        nanos += System.nanoTime() - start;
    }

    /** Ends a round, after {@link #await}. */
    void average(RoundEnd end) {
        long start = System.nanoTime();
        if (collective.world().size() > 1) {
            if (dense.averagesOptimizers(end)) {
                alignIterations();
                state.dense().forEach(this::averageOptimizer);
            }
            tableAveraging.average(state.tables());
        }
        state.tables().forEach(TableState::clearTouched);
        bytesSent = collective.bytesSent();
        if (changesDense()) {
            dense.average(end);
        }
        nanos += System.nanoTime() - start;
    }

    private void alignIterations() {
        List<DenseParameters> networks = state.dense();
        int[][] all = collective.allGather(
                networks.stream().mapToInt(DenseParameters::iteration).toArray());
        for (int i = 0; i < networks.size(); i++) {
            int largest = 0;
            for (int[] iterations : all) {
                largest = Math.max(largest, iterations[i]);
            }
            networks.get(i).setIteration(largest);
        }
    }

    private void averageOptimizer(DenseParameters network) {
        network.readUpdaterState(buffer);
        collective.allReduceSum(buffer, 0, network.updaterStateSize());
        for (int i = 0; i < network.updaterStateSize(); i++) {
            buffer[i] /= collective.world().size();
        }
        network.writeUpdaterState(buffer);
    }

    /** Wall time spent in averaging, waits for other workers included. */
    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }

    /** Bytes this worker has sent to others; those of an exchange that is under way count when it has been waited for. */
    long bytesSent() {
        return dense.isUnderWay() ? bytesSent : collective.bytesSent();
    }

    /** Ends an exchange that is under way, which none is after a settled round. */
    @Override
    public void close() {
        dense.close();
    }
}
