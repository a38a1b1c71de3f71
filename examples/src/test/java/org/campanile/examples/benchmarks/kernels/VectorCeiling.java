package org.campanile.examples.benchmarks.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * How many floating-point operations the core does: fused multiply-adds of the widest vectors on registers alone, in ten
 * chains, so that none waits for the one before.
 */
@State(Scope.Thread)
public class VectorCeiling {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 10;
    private static final int ROUNDS = 256;

    /** Floating-point operations of one call. */
    static final double OPERATIONS = 2.0 * ROUNDS * CHAINS * SPECIES.length();

    /* Not a constant to the compiler. A little below 1: the products stay normal numbers. */
    private float factor = 0.999f;

    @Benchmark
    public float multiplyAdd() {
        FloatVector a = FloatVector.broadcast(SPECIES, factor);
        FloatVector s0 = a;
        FloatVector s1 = a.add(1f);
        FloatVector s2 = a.add(2f);
        FloatVector s3 = a.add(3f);
        FloatVector s4 = a.add(4f);
        FloatVector s5 = a.add(5f);
        FloatVector s6 = a.add(6f);
        FloatVector s7 = a.add(7f);
        FloatVector s8 = a.add(8f);
        FloatVector s9 = a.add(9f);
        for (int i = 0; i < ROUNDS; i++) {
            s0 = s0.fma(a, a);
            s1 = s1.fma(a, a);
            s2 = s2.fma(a, a);
            s3 = s3.fma(a, a);
            s4 = s4.fma(a, a);
            s5 = s5.fma(a, a);
            s6 = s6.fma(a, a);
            s7 = s7.fma(a, a);
            s8 = s8.fma(a, a);
            s9 = s9.fma(a, a);
        }
        FloatVector low = s0.add(s1).add(s2).add(s3).add(s4);
        FloatVector high = s5.add(s6).add(s7).add(s8).add(s9);
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
