package org.campanile.core.math;

import org.campanile.core.nn.StartedNd4j;

/** A JVM of its own, started by {@link BlasProcessTest}: prints the kernel and the threads that products use. */
final class BlasProcess {
    private BlasProcess() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("nd4j")) {
            System.out.println("loops " + StartedNd4j.loopThreads());
        }
        BlasInfo blas = BlasInfo.detect();
        System.out.println("kernel " + blas.kernel());
        System.out.println("threads " + blas.threads());
        System.out.println("speed " + (BlasCheck.run().gigaflops() > 0));
        System.out.println("inherited " + blas.inheritedKernel());
        System.out.println(
                "native " + ProcessEnvironment.ofThisProcess().orElseThrow().get("OPENBLAS_CORETYPE"));
    }
}
