package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.broadcast;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link FastExp} on vectors. */
final class VectorExp {
    private static final FloatVector ZERO = broadcast(0f);
    private static final FloatVector ONE = broadcast(1f);
    private static final FloatVector TWO = broadcast(2f);

    private VectorExp() {}

    static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(FastExp.LOWEST).min(FastExp.HIGHEST);
        FloatVector shifted = clamped.fma(broadcast(FastExp.LOG2_E), broadcast(FastExp.ROUNDER));
        FloatVector n = shifted.sub(FastExp.ROUNDER);
        FloatVector r = n.fma(broadcast(-FastExp.LN_2_LOW), n.fma(broadcast(-FastExp.LN_2_HIGH), clamped));
        FloatVector p = broadcast(FastExp.P4)
                .fma(r, broadcast(FastExp.P3))
                .fma(r, broadcast(FastExp.P2))
                .fma(r, broadcast(FastExp.P1))
                .fma(r, broadcast(FastExp.P0))
                .fma(r.mul(r), r)
                .add(1f);
        return p.mul(shifted.reinterpretAsInts()
                .add(FastExp.EXPONENT_BIAS)
                .lanewise(VectorOperators.LSHL, FastExp.MANTISSA_BITS)
                .reinterpretAsFloats());
    }

    static FloatVector sigmoid(FloatVector x) {
        // Not x.neg(), which is no instruction of AVX2 and would make an object of every vector.
        return ONE.div(exp(ZERO.sub(x)).add(1f));
    }

    static FloatVector tanh(FloatVector x) {
        FloatVector large = ONE.sub(TWO.div(exp(x.add(x)).add(1f)));
        FloatVector z = x.mul(x);
        FloatVector q = broadcast(FastExp.Q4)
                .fma(z, broadcast(FastExp.Q3))
                .fma(z, broadcast(FastExp.Q2))
                .fma(z, broadcast(FastExp.Q1))
                .fma(z, broadcast(FastExp.Q0));
        FloatVector small = q.fma(x.mul(z), x);
        return large.blend(small, z.compare(VectorOperators.LT, FastExp.TANH_SMALL * FastExp.TANH_SMALL));
    }
}
