package org.campanile.core.math;

import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.campanile.core.Check;

/**
 * The number of threads of one matrix product, a setting of the whole process.
 *
 * <p>OpenBLAS starts with one thread per processor, or as many as {@code OPENBLAS_NUM_THREADS} says, and ND4J sets the
 * number anew when it is first used. A worker that is one of several therefore sets it after ND4J has started: several
 * workers with one thread each are faster than one with many.
 */
public final class BlasThreads {
    private BlasThreads() {}

    /** Lets a product use at most so many threads from now on. */
    public static void limit(int threads) {
        blas_set_num_threads(Check.positive(threads, "threads"));
    }

    /** Threads that a product may use now; 0 when the library does not tell. */
    public static int current() {
        Loader.load(openblas_nolapack.class);
        // The variable behind openblas_get_num_threads(), which JavaCPP does not map.
        Pointer number = Loader.addressof("blas_cpu_number");
        return number == null ? 0 : new IntPointer(number).get();
    }
}
