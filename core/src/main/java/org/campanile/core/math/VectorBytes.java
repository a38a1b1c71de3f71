package org.campanile.core.math;

import static org.campanile.core.math.VectorLanes.LANES;
import static org.campanile.core.math.VectorLanes.SPECIES;
import static org.campanile.core.math.VectorLanes.broadcast;
import static org.campanile.core.math.VectorLanes.load;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Kernels over bytes. */
final class VectorBytes {
    /** The shortest vectors of bytes there are, which hold as many as a vector of floats has lanes, or more. */
    private static final VectorSpecies<Byte> BYTES =
            LANES > ByteVector.SPECIES_64.length() ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    private VectorBytes() {}

    static float dot(float[] x, int xFrom, byte[] y, int yFrom, int length) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = sum0;
        int i = 0;
        for (; i <= length - LANES - BYTES.length(); i += 2 * LANES) {
            sum0 = load(x, xFrom + i).fma(floats(y, yFrom + i), sum0);
            sum1 = load(x, xFrom + i + LANES).fma(floats(y, yFrom + i + LANES), sum1);
        }
        float sum = sum0.add(sum1).reduceLanes(VectorOperators.ADD);
        for (; i < length; i++) {
            sum += x[xFrom + i] * y[yFrom + i];
        }
        return sum;
    }

    static void addScaled(float factor, byte[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        FloatVector factors = broadcast(factor);
        for (; i <= length - BYTES.length(); i += LANES) {
            floats(x, xFrom + i).fma(factors, load(y, yFrom + i)).intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }

    /* A vector of bytes is read whole, also where the floats take a part of it. */
    private static FloatVector floats(byte[] x, int from) {
        return (FloatVector) ByteVector.fromArray(BYTES, x, from).convertShape(VectorOperators.B2F, SPECIES, 0);
    }
}
