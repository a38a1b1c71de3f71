package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ClusterConfiguration;
import org.campanile.core.config.SampleSharing;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TableSharding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerGpuTest {
    /** Devices that only note what is bound. */
    private static final class NotedDevices implements WorkerGpu.Devices {
        private final int gpus;
        private final List<Integer> bound = new ArrayList<>();

        NotedDevices(int gpus) {
            this.gpus = gpus;
        }

        @Override
        public boolean areGpus() {
            return gpus > 0;
        }

        @Override
        public int count() {
            return gpus;
        }

        @Override
        public void bind(int device) {
            bound.add(device);
        }
    }

    private static ClusterConfiguration cluster(int gpus) {
        return new ClusterConfiguration(4, 1, TableOwnership.OWN, TableSharding.AUTO, gpus, SampleSharing.SPREAD);
    }

    private static List<Integer> bound(int rank, int gpus, String... addresses) {
        NotedDevices devices = new NotedDevices(gpus);
        WorkerGpu.bind(cluster(1), rank, addresses, devices);
        return devices.bound;
    }

    @Test
    void theAddressThatSparkGaveIsTheDevice() {
        assertThat(bound(0, 8, "5")).containsExactly(5);
    }

    @Test
    void withoutAddressesWorkersTakeTheGpusInTurns() {
        assertThat(bound(1, 2)).containsExactly(1);
        assertThat(bound(2, 2)).containsExactly(0);
    }

    @Test
    void onTheProcessorNothingIsBound() {
        NotedDevices processor = new NotedDevices(0);
        WorkerGpu.bind(cluster(0), 0, new String[0], processor);

        assertThat(processor.bound).isEmpty();
    }

    @Test
    void aJarForProcessorsHasNoUseForGpus() {
        assertThatThrownBy(() -> bound(3, 0, "5"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("cluster.gpus is 1, and worker 3 was given GPU 5 by Spark, but this JAR computes on the"
                        + " processor: build the one for GPUs (./mvnw -Pcuda package), or set cluster.gpus to 0.");
    }

    @Test
    void aJarForGpusNeedsThem() {
        assertThatThrownBy(() -> WorkerGpu.bind(cluster(0), 0, new String[0], new NotedDevices(2)))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("cluster.gpus is 0, but this JAR computes on GPUs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "GPU-8932f937", "-1", "99999999999"})
    void anAddressThatIsNoDeviceIsAnError(String address) {
        assertThatThrownBy(() -> bound(1, 2, address))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("Spark gave worker 1 the GPU of address " + address
                        + ", but CUDA counts the GPUs of this executor from 0 to 1");
    }
}
