package org.campanile.examples.benchmarks.kernels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** How fast bytes come from and go to the first-level cache: the JVM's own copy. */
@State(Scope.Thread)
public class CopyCeiling {
    private final float[] x = Measured.numbers(Measured.LENGTH);
    private final float[] y = new float[Measured.LENGTH];

    @Benchmark
    public void copy() {
        System.arraycopy(x, 0, y, 0, Measured.LENGTH);
    }
}
