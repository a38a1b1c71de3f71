package org.campanile.core.nn;

import org.nd4j.linalg.api.ops.executioner.OpExecutioner.ExecutionerType;
import org.nd4j.linalg.factory.Nd4j;

/** The devices on which this process computes dense networks: the processor, or GPUs where the JAR brings ND4J for CUDA. */
public final class ComputeDevices {
    static {
        Nd4jStart.once();
    }

    private ComputeDevices() {}

    /** Whether networks are computed on GPUs. */
    public static boolean areGpus() {
        return Nd4j.getExecutioner().type() == ExecutionerType.CUDA;
    }

    /** GPUs that this process sees; 1 for the processor. */
    public static int count() {
        return Nd4j.getAffinityManager().getNumberOfDevices();
    }

    /** From now on the calling thread computes on this GPU. To be called before it makes a network. */
    public static void bind(int device) {
        Nd4j.getAffinityManager().unsafeSetDevice(device);
    }
}
