package org.campanile.core.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors all kernels of the Vector API work in: the widest of the processor, up to 16 floats. The species must be a
 * constant to the compiler, or each vector becomes an object.
 */
final class VectorLanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > InteractionScratch.PADDING
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private VectorLanes() {}

    /**
     * Whether the processor has what the kernels are made of. Those of x86 with short vectors have no fused multiply-add
     * either, which Java then computes exactly and some thousand times slower.
     */
    static boolean areFast() {
        String processor = System.getProperty("os.arch");
        boolean x86 = processor.equals("amd64") || processor.equals("x86_64");
        return LANES >= 8 || !x86;
    }

    static FloatVector load(float[] x, int from) {
        return FloatVector.fromArray(SPECIES, x, from);
    }

    static FloatVector broadcast(float x) {
        return FloatVector.broadcast(SPECIES, x);
    }
}
