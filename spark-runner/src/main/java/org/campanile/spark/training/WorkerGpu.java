package org.campanile.spark.training;

import org.campanile.core.CampanileException;
import org.campanile.core.config.ClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the GPU that Spark gave a task becomes the device of its worker's thread. */
final class WorkerGpu {
    /** Spark's name of the resource. */
    static final String RESOURCE = "gpu";

    private static final Logger LOG = LoggerFactory.getLogger(WorkerGpu.class);

    private WorkerGpu() {}

    /** What ND4J can compute on in this process. */
    interface Devices {
        boolean areGpus();

        int count();

        /** For the calling thread. */
        void bind(int device);
    }

    /**
     * Binds the calling thread, before it makes a model. Where Spark gives no addresses, as on a local master, workers take
     * the GPUs in turns.
     *
     * @param addresses of the task's GPUs, as Spark's discovery script printed them
     * @throws CampanileException when configuration, Spark and the JAR's ND4J disagree
     */
    static void bind(ClusterConfiguration cluster, int rank, String[] addresses, Devices devices) {
        if (cluster.gpus() == 0) {
            requireProcessor(devices);
            return;
        }
        String address = addresses.length == 0 ? "" : addresses[0];
        LOG.info("rank {} has been given {}", rank, address.isEmpty() ? "no GPU by Spark" : "GPU " + address);
        if (!devices.areGpus()) {
            throw new CampanileException("cluster.gpus is 1, and worker " + rank
                    + (address.isEmpty() ? " is to take a GPU" : " was given GPU " + address + " by Spark")
                    + ", but this JAR computes on the processor: build the one for GPUs (./mvnw -Pcuda package), or set"
                    + " cluster.gpus to 0.");
        }
        devices.bind(address.isEmpty() ? rank % devices.count() : device(address, rank, devices.count()));
    }

    private static void requireProcessor(Devices devices) {
        if (devices.areGpus()) {
            throw new CampanileException("cluster.gpus is 0, but this JAR computes on GPUs, which Spark would not know"
                    + " of: set cluster.gpus to 1, or use the JAR for processors (./mvnw package).");
        }
    }

    private static int device(String address, int rank, int count) {
        if (address.matches("\\d{1,6}") && Integer.parseInt(address) < count) {
            return Integer.parseInt(address);
        }
        throw new CampanileException("Spark gave worker " + rank + " the GPU of address " + address
                + ", but CUDA counts the GPUs of this executor from 0 to " + (count - 1)
                + ": have the discovery script print these numbers, and do not hide GPUs by CUDA_VISIBLE_DEVICES.");
    }
}
