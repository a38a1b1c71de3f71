package org.campanile.examples.benchmarks.kernels;

import java.util.Random;
import org.campanile.core.math.Kernels;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The kernels that are measured, and the sizes they are measured at: all arrays of one call fit the first-level cache. */
@State(Scope.Thread)
public abstract class Measured {
    static final int LENGTH = 2048;
    static final int ROWS = 16;
    static final int COLUMNS = LENGTH / ROWS;

    /** Width of a row of a table. */
    static final int DIM = 64;

    /** Vectors of a sample: a bottom network and 26 categorical features. */
    static final int COUNT = 27;

    /** By which {@link Kernels#named} finds them. */
    @Param({"reference", "unrolled", "vector"})
    public String implementation = "";

    Kernels kernels() {
        return Kernels.named(implementation);
    }

    /** Numbers in [0, 1). */
    static float[] numbers(int length) {
        Random random = new Random(length);
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = random.nextFloat();
        }
        return numbers;
    }
}
