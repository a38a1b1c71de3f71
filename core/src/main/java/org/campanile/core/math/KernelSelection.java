package org.campanile.core.math;

import java.lang.reflect.Constructor;
import java.util.Locale;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the kernels: the named ones, or the fastest there are. */
final class KernelSelection {
    static final String PROPERTY = "campanile.kernels";

    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final String VECTOR_KERNELS = "org.campanile.core.math.VectorKernels";

    private static final Logger LOG = LoggerFactory.getLogger(KernelSelection.class);

    private KernelSelection() {}

    /**
     * @param name {@code reference}, {@code unrolled}, {@code vector} or empty for the fastest
     * @throws CampanileException when the name is none of these
     */
    static Kernels select(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "" -> vectorKernels().orElseGet(UnrolledKernels::new);
            case "reference" -> new ReferenceKernels();
            case "unrolled" -> new UnrolledKernels();
            case "vector" -> vectorKernels().orElseGet(KernelSelection::withoutVectorModule);
            default ->
                throw new CampanileException("The system property " + PROPERTY + " is " + name
                        + ", but must be reference, unrolled or vector.");
        };
    }

    private static Kernels withoutVectorModule() {
        LOG.warn(
                "vector kernels are asked for, but this JVM has not the module they need: start it with --add-modules {};"
                        + " using unrolled kernels",
                VECTOR_MODULE);
        return new UnrolledKernels();
    }

    /* By name, because VectorKernels cannot even be loaded without the module, which is off unless asked for. */
    private static Optional<Kernels> vectorKernels() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()) {
            return Optional.empty();
        }
        try {
            Constructor<?> constructor = Class.forName(VECTOR_KERNELS).getDeclaredConstructor();
            Kernels kernels = (Kernels) constructor.newInstance();
            KernelTrial.run(kernels);
            return Optional.of(kernels);
        } catch (ReflectiveOperationException | LinkageError unusable) {
            LOG.warn(
                    "The module {} of JDK {} is not the one known here: {}",
                    VECTOR_MODULE,
                    Runtime.version(),
                    unusable);
            return Optional.empty();
        }
    }
}
