package org.campanile.core.math;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to OpenBLAS. It reads its environment once, when it is loaded, so every class that calls it, or ND4J above
 * it, calls {@link #load()} from a static initialiser: whichever comes first finds the environment set right.
 */
public final class Blas {
    /** Variable of the environment by which a user asks for one of OpenBLAS's kernels. */
    public static final String WISH_VARIABLE = BlasEnvironment.VARIABLE;

    private static final Logger LOG = LoggerFactory.getLogger(Blas.class);

    private Blas() {}

    /**
     * Chooses the kernel for this processor, loads the library and lets a product use one thread; from the second call on
     * does nothing.
     */
    public static void load() {
        Library.LOADED.run();
    }

    /** The kernel the user asks for in upper case, {@code AUTO} for the library's own choice, or empty. */
    public static String wishedKernel() {
        return BlasEnvironment.wish(System.getenv());
    }

    /** Where it can be, what native code sees of the environment is mended before the library looks. */
    private static void mendEnvironment() {
        Map<String, String> inherited = System.getenv();
        Map<String, String> changes = BlasEnvironment.changes(inherited, wishedKernel(), Processor.ofThisMachine());
        if (changes.isEmpty()) {
            return;
        }
        Optional<ProcessEnvironment> environment = ProcessEnvironment.ofThisProcess();
        environment.ifPresent(process -> process.change(changes));
        LOG.debug("for OpenBLAS {}: {}", environment.isPresent() ? "changed" : "left as inherited, wanted", changes);
    }

    private static Runnable open() {
        mendEnvironment();
        Loader.load(openblas_nolapack.class);
        openblas_nolapack.blas_set_num_threads(1);
        return () -> {};
    }

    /** Its initialiser runs once, and other threads wait for its end. */
    private static final class Library {
        static final Runnable LOADED = open();
    }
}
