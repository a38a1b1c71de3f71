package org.campanile.spark.training;

import org.campanile.core.nn.ComputeDevices;

/** The devices of this process's ND4J. */
final class BackendDevices implements WorkerGpu.Devices {
    @Override
    public boolean areGpus() {
        return ComputeDevices.areGpus();
    }

    @Override
    public int count() {
        return ComputeDevices.count();
    }

    @Override
    public void bind(int device) {
        ComputeDevices.bind(device);
    }
}
