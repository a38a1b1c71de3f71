package org.campanile.core.math;

import java.lang.reflect.Constructor;
import java.util.Locale;
import java.util.Objects;
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
            case "vector" -> vectorKernels().orElseGet(KernelSelection::withoutVectorApi);
            default ->
                throw new CampanileException("The system property " + PROPERTY + " is " + name
                        + ", but must be reference, unrolled or vector.");
        };
    }

    private static Kernels withoutVectorApi() {
        LOG.warn(
                "{} is vector, but this JVM has no Vector API for this processor, or was started without --add-modules {}:"
                        + " using unrolled kernels",
                PROPERTY,
                VECTOR_MODULE);
        return new UnrolledKernels();
    }

    /*
     * By name, because VectorKernels cannot even be loaded without the module, which is off unless asked for. The trial
     * finds what a later JDK has changed in it.
     */
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
            Object reason = Objects.requireNonNullElse(unusable.getCause(), unusable);
            LOG.warn("Vector kernels do not run here, on JDK {}: {}", Runtime.version(), reason.toString());
            return Optional.empty();
        }
    }
}
