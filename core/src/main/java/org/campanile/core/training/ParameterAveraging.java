package org.campanile.core.training;

import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;

/**
 * Makes the workers' models alike, bit for bit: every number becomes the mean over the workers that may have changed
 * it.
 *
 * <ul>
 *   <li>Dense parameters and their optimizer's state are averaged over all workers; an {@link OuterOptimizer} makes the
 *       next parameters of the mean. The step counter, which lags on a worker whose samples ran out first, becomes the
 *       largest.
 *   <li>A row of a table, with its optimizer's state, is averaged over the workers that touched it since the last
 *       averaging. Rows that nobody touched are not exchanged, and those that have one owner neither.
 * </ul>
 *
 * Used by the training thread, on all workers at the same steps.
 */
final class ParameterAveraging {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Collective collective;
    private final ModelState state;
    private final OuterOptimizer outer;
    private final TableAveraging tableAveraging;
    private final float[] buffer;
    private long nanos;

    ParameterAveraging(Collective collective, ModelState state, OuterOptimizer outer) {
        this.collective = collective;
        this.state = state;
        this.outer = outer;
        this.tableAveraging = new TableAveraging(collective);
        this.buffer = new float[changesDense() ? longestVector(state.dense()) : 0];
    }

    private static int longestVector(List<DenseParameters> dense) {
        return dense.stream()
                .mapToInt(network -> Math.max(network.size(), network.updaterStateSize()))
                .max()
                .orElse(0);
    }

    private boolean changesDense() {
        return collective.world().size() > 1 || !outer.isAverage();
    }

    /** The first round begins, from the present parameters. */
    void begin() {
        outer.begin();
    }

    void average() {
        long start = System.nanoTime();
        if (changesDense()) {
            alignIterations();
            for (int network = 0; network < state.dense().size(); network++) {
                average(network);
            }
        }
        if (collective.world().size() > 1) {
            tableAveraging.average(state.tables());
        }
        state.tables().forEach(TableState::clearTouched);
        nanos += System.nanoTime() - start;
    }

    private void alignIterations() {
        List<DenseParameters> dense = state.dense();
        int[][] all = collective.allGather(
                dense.stream().mapToInt(DenseParameters::iteration).toArray());
        for (int i = 0; i < dense.size(); i++) {
            int largest = 0;
            for (int[] iterations : all) {
                largest = Math.max(largest, iterations[i]);
            }
            dense.get(i).setIteration(largest);
        }
    }

    private void average(int number) {
        DenseParameters network = state.dense().get(number);
        network.readParameters(buffer);
        averageBuffer(network.size());
        outer.step(number, buffer);
        network.writeParameters(buffer);

        network.readUpdaterState(buffer);
        averageBuffer(network.updaterStateSize());
        network.writeUpdaterState(buffer);
    }

    private void averageBuffer(int length) {
        collective.allReduceSum(buffer, 0, length);
        int workers = collective.world().size();
        for (int i = 0; i < length; i++) {
            buffer[i] /= workers;
        }
    }

    /** Wall time spent in averaging, waits for other workers included. */
    double seconds() {
        return nanos / NANOS_PER_SECOND;
    }
}
