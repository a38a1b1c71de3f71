package org.campanile.core.nn;

import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.math.AdamSettings;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;

/**
 * The optimizer's step on a range of the flat parameters, by DL4J's formulas and on the state that DL4J's updaters would
 * keep. With gradient g, learning rate eta and step t, from 1:
 *
 * <pre>
 * sgd       w -= eta g
 * adagrad   h += g^2;  w -= eta g / (sqrt(h) + 1e-6)                        state [h]
 * adam      m = 0.9 m + 0.1 g;  v = 0.999 v + 0.001 g^2                     state [m, v]
 *           w -= eta sqrt(1 - 0.999^t) / (1 - 0.9^t) m / (sqrt(v) + 1e-8)
 * adamw     w -= eta lambda w, then as adam                                 lambda is the weight decay
 * </pre>
 *
 * <p>Adam is Kingma and Ba (ICLR 2015) with epsilon where their section 2's efficient form has it; AdamW is Loshchilov and Hutter (Decoupled Weight Decay Regularization, ICLR 2019); Adagrad is Duchi et al.
 * (JMLR 2011). Memory outside the heap passes through blocks that fit the nearest cache. Owned by one thread.
 */
final class FlatUpdate {
    private static final int BLOCK = 2048;
    private static final float ADAGRAD_EPSILON = 1e-6f;

    private final Kernels kernels = Kernels.active();

    private final DenseOptimizerType type;
    private final float learningRate;
    private final float weightDecay;
    private final FloatMatrix parameters;
    private final FloatMatrix state;
    private final int size;
    private final float[] weight = new float[BLOCK];
    private final float[] gradient = new float[BLOCK];
    private final float[] other = new float[BLOCK];
    private final float[] first = new float[BLOCK];
    private final float[] second = new float[BLOCK];

    /**
     * @param parameters {@code [1, size]}
     * @param state      {@code [1, state numbers per parameter * size]}
     */
    FlatUpdate(DenseOptimizerConfiguration optimizer, FloatMatrix parameters, FloatMatrix state) {
        this.type = optimizer.type();
        this.learningRate = (float) optimizer.learningRate();
        this.weightDecay = (float) optimizer.weightDecay();
        this.parameters = parameters;
        this.state = state;
        this.size = parameters.columns();
    }

    /** The squared length of the sum of the members' gradients by the parameters {@code from} to {@code to - 1}. */
    double squaredGradient(FusedMember[] members, int from, int to) {
        double sum = 0;
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            sumGradients(members, at, count);
            sum += kernels.sumOfSquares(gradient, 0, count);
        }
        return sum;
    }

    /** Updates the parameters {@code from} to {@code to - 1} by the sum of the members' gradients times a number. */
    void step(int iteration, double rateFactor, float gradientScale, FusedMember[] members, int from, int to) {
        float rate = (float) (learningRate * rateFactor);
        float adamRate = AdamSettings.USUAL.alpha(rate, iteration + 1);
        for (int at = from; at < to; at += BLOCK) {
            int count = Math.min(BLOCK, to - at);
            sumGradients(members, at, count);
            if (gradientScale != 1) {
                kernels.scale(gradientScale, gradient, 0, count);
            }
            parameters.read(0, at, weight, 0, count);
            switch (type) {
                case SGD -> sgd(rate, count);
                case ADAGRAD -> adagrad(rate, at, count);
                case ADAM -> adam(adamRate, at, count);
                case ADAMW -> {
                    kernels.scale(1 - rate * weightDecay, weight, 0, count);
                    adam(adamRate, at, count);
                }
            }
            parameters.write(0, at, weight, 0, count);
        }
    }

    private void sumGradients(FusedMember[] members, int at, int count) {
        boolean any = false;
        for (FusedMember member : members) {
            if (member.hasGradient()) {
                member.gradient().read(0, at, any ? other : gradient, 0, count);
                if (any) {
                    add(count);
                }
                any = true;
            }
        }
        if (!any) {
            throw new IllegalStateException("an update must follow a backward pass");
        }
    }

    /* Both ranges begin at 0, so the compiler makes vectors of it by itself, and leaves no object behind. */
    private void add(int count) {
        for (int i = 0; i < count; i++) {
            gradient[i] += other[i];
        }
    }

    private void sgd(float rate, int count) {
        kernels.addScaled(-rate, gradient, 0, weight, 0, count);
    }

    private void adagrad(float rate, int at, int count) {
        state.read(0, at, first, 0, count);
        for (int i = 0; i < count; i++) {
            float g = gradient[i];
            float sum = first[i] + g * g;
            first[i] = sum;
            weight[i] -= rate * g / ((float) Math.sqrt(sum) + ADAGRAD_EPSILON);
        }
        state.write(0, at, first, 0, count);
    }

    private void adam(float rate, int at, int count) {
        state.read(0, at, first, 0, count);
        state.read(0, size + at, second, 0, count);
        kernels.optimizers().adam(AdamSettings.USUAL, rate, weight, 0, first, 0, second, 0, gradient, 0, count);
        state.write(0, at, first, 0, count);
        state.write(0, size + at, second, 0, count);
    }
}
