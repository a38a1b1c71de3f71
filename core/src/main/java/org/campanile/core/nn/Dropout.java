package org.campanile.core.nn;

import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.FloatMatrix;

/**
 * Dropout behind one relu layer (Srivastava et al.: Dropout, JMLR 2014), inverted: with probability p an output becomes 0,
 * else it is divided by 1 - p, so that inference takes outputs as they are.
 *
 * <p>What is left out is a function of the seed, the network's name, layer, iteration, row of the batch and output. It need
 * not be kept: what was left out is 0, where relu passes nothing back.
 */
final class Dropout {
    private final long seed;
    private final float probability;

    private Dropout(long seed, double probability) {
        this.seed = seed;
        this.probability = (float) probability;
    }

    /** The dropout of a layer; none behind a layer without activation. */
    static Dropout of(DenseNetworkSettings settings, int layer, DenseLayerShape shape) {
        long seed = CounterRandom.hash(CounterRandom.seedFor(settings.seed(), settings.name() + "/dropout"), layer);
        return new Dropout(seed, shape.activation() == Activation.RELU ? settings.dropout() : 0);
    }

    /** Leaves outputs of some rows out. */
    void drop(int iteration, LayerPass pass, FloatMatrix y, int firstRow, int rows) {
        if (probability > 0) {
            pass.drop(CounterRandom.hash(seed, iteration), probability, y, firstRow, rows);
        }
    }

    /** Multiplies the gradient by some rows' outputs by what kept outputs were multiplied by. */
    void scale(LayerPass pass, FloatMatrix d, int firstRow, int rows) {
        if (probability > 0) {
            pass.scale(1 / (1 - probability), d, firstRow, rows);
        }
    }
}
