package org.campanile.core.embedding;

import org.campanile.core.math.AdamSettings;
import org.campanile.core.math.Kernels;

/**
 * Adam on touched rows alone, each with its own count of updates {@code t}:
 *
 * <pre>
 * t    += 1
 * m[i]  = beta1 m[i] + (1 - beta1) g[i]
 * v[i]  = beta2 v[i] + (1 - beta2) g[i]^2
 * w[i] -= eta sqrt(1 - beta2^t) / (1 - beta1^t) m[i] / (sqrt(v[i]) + epsilon)
 * </pre>
 *
 * with learning rate {@code eta}, weights {@code w}, summed gradient {@code g} of the row, {@code beta1} 0.9, {@code beta2}
 * 0.999 and {@code epsilon} 1e-8 (Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015). The moments of a row
 * have seen {@code t} gradients, however many steps there were: a correction by the number of steps, as in Adam for
 * dense weights, would make the first updates of a rare row up to {@code (1 - beta1) / sqrt(1 - beta2)}, about 3, times
 * too long.
 *
 * <p>A record is {@code w[dim], m[dim], v[dim], t}. Counts are exact up to 2^24, where they stay, and where the
 * corrections have long been 1. After an averaging they need not be whole; the corrections take the nearest whole number.
 */
record LazyAdam(float learningRate) implements SparseOptimizer {
    @Override
    public int stateSize(int dim) {
        return 2 * dim + 1;
    }

    @Override
    public void update(float[] records, int at, float[] gradient, int from, int dim, float rateFactor) {
        int first = at + dim;
        int second = first + dim;
        int counter = second + dim;
        records[counter]++;
        float alpha = AdamSettings.USUAL.alpha(learningRate * rateFactor, Math.max(1, Math.round(records[counter])));
        Kernels.active()
                .optimizers()
                .adam(AdamSettings.USUAL, alpha, records, at, records, first, records, second, gradient, from, dim);
    }
}
