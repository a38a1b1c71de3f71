package org.campanile.core.nn;

import java.util.Locale;
import org.campanile.core.CampanileException;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** Chooses what runs dense networks: fused loops where ND4J works on the processor, DL4J's own layers elsewhere. */
final class NetworkExecutions {
    static {
        Nd4jStart.once();
    }

    static final String PROPERTY = "campanile.dense";

    private NetworkExecutions() {}

    static NetworkExecution create(DenseNetworkSettings settings) {
        return create(settings, System.getProperty(PROPERTY, ""));
    }

    /**
     * @param name {@code fused}, {@code dl4j}, or empty for what the backend asks for
     * @throws CampanileException when the name is none of these
     */
    static NetworkExecution create(DenseNetworkSettings settings, String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "" -> isOnProcessor() ? new FusedExecution(settings) : dl4j(settings);
            case "fused" -> new FusedExecution(settings);
            case "dl4j" -> dl4j(settings);
            default ->
                throw new CampanileException(
                        "-D" + PROPERTY + "=" + name + " is unknown: choose fused or dl4j, or leave it out.");
        };
    }

    private static NetworkExecution dl4j(DenseNetworkSettings settings) {
        if (settings.dropout() > 0) {
            throw new CampanileException("dropout of " + settings.name() + " is " + settings.dropout()
                    + ", but only fused execution has dropout, which needs ND4J on the processor: set dropout to 0.");
        }
        if (settings.normalization() != Normalization.NONE) {
            throw new CampanileException("normalization of " + settings.name()
                    + " is batch, but only fused execution normalises, which needs ND4J on the processor: set"
                    + " normalization to none.");
        }
        if (settings.optimizer().clipNorm() > 0) {
            throw new CampanileException("training.dense-optimizer.clip-norm is "
                    + settings.optimizer().clipNorm()
                    + ", but only fused execution clips gradients, which needs ND4J on the processor: set it to 0.");
        }
        return new Dl4jExecution(settings);
    }

    private static boolean isOnProcessor() {
        return Nd4j.getExecutioner().type() == ExecutionerType.NATIVE_CPU;
    }
}
