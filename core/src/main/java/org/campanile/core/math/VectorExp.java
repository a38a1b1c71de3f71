package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link FastExp} on vectors. The compiler gives up on vectors, and makes an object of each, in a method of more than some
 * 18,000 nodes of its graph (NodeCountInliningCutoff); an operation takes several hundred. Longer formulas than these
 * would be over it in one run and not in the next.
 */
final class VectorExp {
    private static final FloatVector ZERO = broadcast(0f);
    private static final FloatVector ONE = broadcast(1f);

    private VectorExp() {}

    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(FastExp.LOWEST).min(FastExp.HIGHEST);
        FloatVector shifted = shifted(clamped);
        return expOfRestLessOne(rest(clamped, shifted)).add(1f).mul(power(shifted));
    }

    static FloatVector sigmoid(FloatVector x) {
        // Not x.neg(), which is no instruction of AVX2 and would make an object of every vector.
        return ONE.div(exp(ZERO.sub(x)).add(1f));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector twice = x.add(x).max(-FastExp.TANH_HIGHEST).min(FastExp.TANH_HIGHEST);
        FloatVector shifted = shifted(twice);
        FloatVector power = power(shifted);
        FloatVector t = expOfRestLessOne(rest(twice, shifted)).fma(power, power.sub(1f));
        return t.div(t.add(2f));
    }

    /** x / ln 2, rounded and with its integer n in the lowest bits. */
    private static FloatVector shifted(FloatVector x) {
        return x.fma(broadcast(FastExp.LOG2_E), broadcast(FastExp.ROUNDER));
    }

    /** r. */
    private static FloatVector rest(FloatVector x, FloatVector shifted) {
        FloatVector n = shifted.sub(FastExp.ROUNDER);
        return n.fma(broadcast(-FastExp.LN_2_LOW), n.fma(broadcast(-FastExp.LN_2_HIGH), x));
    }

    /** exp(r) - 1. */
    private static FloatVector expOfRestLessOne(FloatVector r) {
        return broadcast(FastExp.P4)
                .fma(r, broadcast(FastExp.P3))
                .fma(r, broadcast(FastExp.P2))
                .fma(r, broadcast(FastExp.P1))
                .fma(r, broadcast(FastExp.P0))
                .fma(r.mul(r), r);
    }

    /** 2^n. */
    private static FloatVector power(FloatVector shifted) {
        return shifted.reinterpretAsInts()
                .add(FastExp.EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, FastExp.MANTISSA_BITS)
                .reinterpretAsFloats();
    }
}
