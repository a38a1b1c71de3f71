package org.campanile.core.training;

import java.util.Arrays;
import org.campanile.core.collective.Collective;
import org.campanile.core.config.AveragingConfiguration.Deltas;
import org.campanile.core.nn.DenseParameters;

/**
 * One network's part in an averaging of deltas. Four vectors of its size, or three where deltas are exchanged in full.
 *
 * <pre>
 * X        what all workers agree on, the same bits on each
 * s        this worker's parameters when the round began
 * D        what its steps of the round added; then the sum of that over all workers
 * owed     what was rounded away of the sums on their way here
 * </pre>
 */
final class NetworkDelta {
    private final DenseParameters network;
    private final Deltas precision;
    private final float[] common;
    private final float[] start;
    private final float[] delta;
    private final float[] owed;

    NetworkDelta(DenseParameters network, Deltas precision) {
        this.network = network;
        this.precision = precision;
        this.common = new float[network.size()];
        this.start = new float[network.size()];
        this.delta = new float[network.size()];
        this.owed = new float[precision == Deltas.HALF ? network.size() : 0];
    }

    /** X = s = the present parameters. */
    void begin() {
        network.readParameters(common);
        System.arraycopy(common, 0, start, 0, start.length);
        Arrays.fill(owed, 0f);
    }

    /** D = parameters - s. */
    void take() {
        network.readParameters(delta);
        for (int i = 0; i < delta.length; i++) {
            delta[i] -= start[i];
        }
    }

    /** Replaces D by its sum over all workers; in a settled round nothing is owed afterwards. */
    void sum(Collective collective, RoundEnd end) {
        if (precision == Deltas.HALF && end == RoundEnd.OPEN) {
            collective.allReduceSumHalf(delta, owed, 0, delta.length);
            return;
        }
        for (int i = 0; i < owed.length; i++) {
            delta[i] += owed[i];
            owed[i] = 0f;
        }
        collective.allReduceSum(delta, 0, delta.length);
    }

    /** X = what the outer optimizer makes of X + D / workers. */
    void advance(int number, int workers, OuterOptimizer outer) {
        for (int i = 0; i < common.length; i++) {
            common[i] += delta[i] / workers;
        }
        outer.step(number, common);
    }

    /** The next round begins with X. */
    void goOnTogether() {
        System.arraycopy(common, 0, start, 0, start.length);
        network.writeParameters(start);
    }

    /** The next round begins with X and this worker's own D, which is still to reach the others. */
    void goOnAlone() {
        for (int i = 0; i < start.length; i++) {
            start[i] = common[i] + delta[i];
        }
        network.writeParameters(start);
    }
}
