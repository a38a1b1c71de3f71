package org.campanile.spark.doctor;

import org.campanile.core.nn.ComputeDevices;
import org.campanile.spark.training.GpuUsage;

/** What this process computes networks on, beside the GPUs of its machine. */
final class GpuCheck {
    private GpuCheck() {}

    static Finding run() {
        return ComputeDevices.areGpus()
                ? Finding.fine("gpu", ComputeDevices.count() + " used: this JAR computes networks on GPUs")
                : ofProcessor(GpuUsage.gpusOfThisMachine());
    }

    static Finding ofProcessor(int gpus) {
        return gpus == 0
                ? Finding.fine("gpu", "none; this JAR computes on the processor")
                : Finding.note(
                        "gpu",
                        "nvidia-smi shows " + gpus + ", but this JAR computes on the processor",
                        "To use them build the JAR for GPUs (./mvnw -Pcuda package) and set cluster.gpus to 1");
    }
}
