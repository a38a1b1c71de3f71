package org.campanile.core.training;

import java.util.Arrays;
import org.campanile.core.collective.Collective;
import org.campanile.core.nn.DenseParameters;

/** Averages the parameters and the optimizer state of dense networks. Used by one thread. */
final class DenseAveraging {
    private final Collective collective;
    private float[] values = new float[0];

    DenseAveraging(Collective collective) {
        this.collective = collective;
    }

    /** Replaces parameters and optimizer state by their mean over all workers, and the iteration by the largest. */
    void average(DenseParameters network) {
        values = values.length >= network.size() ? values : new float[network.size()];
        network.readParameters(values);
        replaceByMean(network.size());
        network.writeParameters(values);
        if (network.updaterStateSize() > 0) {
            averageUpdaterState(network);
        }
        // A worker whose last batch was empty has taken a step less.
        int[][] iterations = collective.allGather(new int[] {network.iteration()});
        network.setIteration(Arrays.stream(iterations).mapToInt(each -> each[0]).max().orElseThrow());
    }

    private void averageUpdaterState(DenseParameters network) {
        int size = network.updaterStateSize();
        values = values.length >= size ? values : new float[size];
        network.readUpdaterState(values);
        replaceByMean(size);
        network.writeUpdaterState(values);
    }

    private void replaceByMean(int size) {
        collective.allReduceSum(values, 0, size);
        float share = 1f / collective.world().size();
        for (int i = 0; i < size; i++) {
            values[i] *= share;
        }
    }
}
