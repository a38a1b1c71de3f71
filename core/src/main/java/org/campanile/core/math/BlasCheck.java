package org.campanile.core.math;

import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether matrix products run as fast as they can, found by measuring one.
 *
 * @param blas      the library
 * @param gigaflops speed of a product of two matrices of 384 x 384 on one thread, the best of several tries, in GFLOP/s
 */
public record BlasCheck(BlasInfo blas, double gigaflops) {
    private static final int SIZE = 384;
    private static final int LEAST_TRIES = 3;
    private static final int MOST_TRIES = 30;
    private static final long ENOUGH_NANOSECONDS = 50_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(BlasCheck.class);

    /** Measured by the first caller, which takes well below 0.3 s, and told to the log: INFO, or WARN when slow. */
    public static BlasCheck ofThisProcess() {
        return Once.RESULT;
    }

    /** Measures now. */
    public static BlasCheck run() {
        return new BlasCheck(BlasInfo.detect(), measure());
    }

    /** What is wrong and what to do about it, or empty. */
    public Optional<String> warning() {
        if (blas.instructions().compareTo(blas.processor()) < 0
                && !blas.kernel().equals(BlasInfo.UNKNOWN)) {
            return Optional.of(weakKernel());
        }
        if (!blas.wish().isEmpty()
                && !blas.wish().equals(BlasEnvironment.OWN_CHOICE)
                && !blas.wish().equals(blas.kernel())) {
            return Optional.of(otherKernelThanAsked());
        }
        return gigaflops < blas.instructions().leastGigaflops() ? Optional.of(slow()) : Optional.empty();
    }

    private String weakKernel() {
        String remedy = blas.wish().isEmpty()
                ? String.format(
                        "set %s=%s in the environment before the JVM starts, for executors as spark.executorEnv.%s",
                        BlasEnvironment.KERNEL,
                        blas.processor() == InstructionSet.AVX512 ? "SKYLAKEX" : "HASWELL",
                        BlasEnvironment.KERNEL)
                : String.format(
                        "%s (or %s) asks for %s; drop it unless you measured it to be faster",
                        BlasEnvironment.PROPERTY, BlasEnvironment.VARIABLE, blas.wish());
        return String.format(
                Locale.ROOT,
                "OpenBLAS runs its kernel %s at %.0f GFLOP/s on one thread, which leaves this processor's %s unused: %s",
                blas.kernel(),
                gigaflops,
                blas.processor().label(),
                remedy);
    }

    private String otherKernelThanAsked() {
        return String.format(
                "%s (or %s) asks for %s, but OpenBLAS runs its kernel %s: it has no kernel of that name, or this processor"
                        + " (%s) cannot run it",
                BlasEnvironment.PROPERTY,
                BlasEnvironment.VARIABLE,
                blas.wish(),
                blas.kernel(),
                blas.processor().label());
    }

    private String slow() {
        return String.format(
                Locale.ROOT,
                "Matrix products run at %.1f GFLOP/s on one thread, where OpenBLAS's kernel %s reaches %.0f and more: the"
                        + " core is shared or throttled; see that the machine runs no more threads than it has cores,"
                        + " cluster.workers times cluster.threads among them",
                gigaflops,
                blas.kernel(),
                blas.instructions().leastGigaflops());
    }

    private static double measure() {
        try (FloatMatrix a = new FloatMatrix(SIZE, SIZE);
                FloatMatrix b = new FloatMatrix(SIZE, SIZE);
                FloatMatrix c = new FloatMatrix(SIZE, SIZE)) {
            a.fill(1f);
            b.fill(1f);
            long begin = System.nanoTime();
            long best = Long.MAX_VALUE;
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                long start = System.nanoTime();
                MatrixProducts.multiply(a, Transpose.NO, b, Transpose.NO, 1f, 0f, c);
                long end = System.nanoTime();
                best = Math.min(best, end - start);
                if (tries >= LEAST_TRIES && end - begin > ENOUGH_NANOSECONDS) {
                    break;
                }
            }
            return 2.0 * SIZE * SIZE * SIZE / best;
        }
    }

    private void log() {
        LOG.info(
                "OpenBLAS {}, kernel {}, {} thread(s) per product: {} GFLOP/s on one thread",
                blas.version(),
                blas.kernel(),
                blas.threads(),
                Math.round(gigaflops));
        warning().ifPresent(LOG::warn);
    }

    private static final class Once {
        static final BlasCheck RESULT = measured();

        private static BlasCheck measured() {
            BlasCheck check = run();
            check.log();
            return check;
        }
    }
}
