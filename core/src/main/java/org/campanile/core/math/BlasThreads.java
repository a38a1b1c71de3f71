package org.campanile.core.math;

import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.Check;

/**
 * The number of threads of one matrix product, a setting of the whole process.
 *
 * <p>It is 1 and stays so: work is split over threads and workers above the products, which a product's own threads would
 * only push aside. {@link Blas#load()} sets it. ND4J sets another when it starts, so whoever starts ND4J sets it back.
 */
public final class BlasThreads {
    static {
        Blas.load();
    }

    private BlasThreads() {}

    /** Lets a product use at most so many threads from now on, in every thread of the process. */
    public static void limit(int threads) {
        blas_set_num_threads(Check.positive(threads, "threads"));
    }

    /** Threads that a product may use now; 0 when the library does not tell. */
    public static int current() {
        // The variable behind openblas_get_num_threads(), which JavaCPP does not map.
        Pointer number = Loader.addressof("blas_cpu_number");
        return number == null ? 0 : new IntPointer(number).get();
    }
}
