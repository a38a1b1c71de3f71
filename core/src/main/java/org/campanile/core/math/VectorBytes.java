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

    static void addScaled(float factor, byte[] x, int xFrom, float[] y, int yFrom, int length) {
        int i = 0;
        FloatVector factors = broadcast(factor);
        // A vector of bytes is read whole, also where the floats take a part of it.
        for (; i <= length - BYTES.length(); i += LANES) {
            FloatVector values = (FloatVector)
                    ByteVector.fromArray(BYTES, x, xFrom + i).convertShape(VectorOperators.B2F, SPECIES, 0);
            values.fma(factors, load(y, yFrom + i)).intoArray(y, yFrom + i);
        }
        for (; i < length; i++) {
            y[yFrom + i] += factor * x[xFrom + i];
        }
    }
}
