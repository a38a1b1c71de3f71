package org.campanile.core.math;

import java.util.ArrayList;
import java.util.List;

/** Every implementation that this JVM can run. */
final class KernelsUnderTest {
    /** Odd, prime and round sizes around the widths of vectors. */
    static final int[] SIZES = {1, 2, 3, 5, 7, 8, 15, 16, 17, 31, 33, 61, 64, 67, 127, 128, 131, 257};

    private KernelsUnderTest() {}

    static List<Kernels> all() {
        List<Kernels> kernels = new ArrayList<>(List.of(new ReferenceKernels(), new UnrolledKernels()));
        if (KernelSelection.select("vector").name().equals("vector")) {
            kernels.add(KernelSelection.select("vector"));
        }
        return kernels;
    }
}
