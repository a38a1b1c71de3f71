package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ClusterConfiguration;
import org.campanile.core.config.SampleSharing;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TableSharding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSlotsTest {

    @Test
    void dynamicAllocationIsRefused() {
        SparkConf conf = conf("yarn").set("spark.dynamicAllocation.enabled", "true");
        assertThatThrownBy(() -> ClusterSlots.check(conf, cluster(3, 1)))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("set it to false")
                .hasMessageContaining("cluster.workers, which is 3");
    }

    @ParameterizedTest
    @CsvSource({"local, 1", "local[3], 3", "'local[4,2]', 4"})
    void aLocalMasterHasASlotPerWorkerWhateverItsThreads(String master, int slots) {
        assertThatCode(() -> ClusterSlots.check(conf(master), cluster(slots, 8)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ClusterSlots.check(conf(master), cluster(slots + 1, 1)))
                .hasMessage("cluster.workers is " + (slots + 1) + ", but master " + master + " runs " + slots
                        + " tasks at once: use local[" + (slots + 1) + "] or fewer workers.");
    }

    @Test
    void coresPerTaskCountOnALocalMasterToo() {
        SparkConf conf = conf("local[4]").set("spark.task.cpus", "2");
        assertThatCode(() -> ClusterSlots.check(conf, cluster(2, 2))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ClusterSlots.check(conf, cluster(3, 2)))
                .hasMessage("cluster.workers is 3, but master local[4] runs 2 tasks at once: use local[6] or fewer"
                        + " workers.");
    }

    @Test
    void anExecutorMustHaveRoomForAWorker() {
        SparkConf conf = conf("spark://host:7077").set("spark.executor.cores", "2");
        assertThatCode(() -> ClusterSlots.check(conf, cluster(9, 2))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ClusterSlots.check(conf, cluster(1, 3)))
                .hasMessage("cluster.threads is 3, but executors have spark.executor.cores 2, so that no worker fits:"
                        + " give them 3 cores or a multiple, or set cluster.threads to 2 or less.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yarn", "k8s://https://host:443"})
    void executorsHaveOneCoreByDefaultWhereAClusterSharesMachines(String master) {
        assertThatCode(() -> ClusterSlots.check(conf(master), cluster(9, 1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ClusterSlots.check(conf(master), cluster(1, 2)))
                .hasMessageContaining("executors have spark.executor.cores 1, so that no worker fits");
    }

    @Test
    void allExecutorsTogetherMustHaveRoomForAllWorkers() {
        // 3 executors of 5 cores hold 2 workers of 2 threads each; a core of each stays idle.
        SparkConf conf = conf("yarn").set("spark.executor.cores", "5").set("spark.executor.instances", "3");
        assertThatCode(() -> ClusterSlots.check(conf, cluster(6, 2))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ClusterSlots.check(conf, cluster(7, 2)))
                .hasMessage("cluster.workers is 7 with cluster.threads 2, but spark.executor.instances 3 with"
                        + " spark.executor.cores 5 have room for 6: use more or larger executors, or fewer workers or"
                        + " threads.");
    }

    @Test
    void aClusterOfUnknownSizeIsLeftToSpark() {
        assertThatCode(() -> ClusterSlots.check(conf("spark://host:7077"), cluster(4096, 1024)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "local[8],          1, 4, 0",
        "spark://host:7077, 1, 1, 0",
        "spark://host:7077, 1, 4, 4",
        "yarn,              2, 4, 4",
        "yarn,              4, 4, 0",
        "yarn,              8, 4, 0",
    })
    void coresAreAskedForOnlyWhereTasksHaveTooFew(String master, String taskCpus, int threads, int asked) {
        SparkConf conf = conf(master).set("spark.task.cpus", taskCpus);
        assertThat(ClusterSlots.toAsk(conf, cluster(2, threads))).isEqualTo(new WorkerResources(asked, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "local[8],          false, 0",
        "spark://host:7077, false, 1",
        "spark://host:7077, true,  0",
    })
    void gpusAreAskedForWhereTasksHaveNone(String master, boolean everyTask, int gpus) {
        SparkConf conf = conf(master).set("spark.executor.resource.gpu.amount", "2");
        if (everyTask) {
            conf.set("spark.task.resource.gpu.amount", "1");
        }
        assertThat(ClusterSlots.toAsk(conf, withGpu(1))).isEqualTo(new WorkerResources(0, gpus));
    }

    @Test
    void executorsMustHaveTheGpusThatWorkersWant() {
        assertThatThrownBy(() -> ClusterSlots.check(conf("spark://host:7077"), withGpu(1)))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("cluster.gpus is 1, but executors have no GPUs, because"
                        + " spark.executor.resource.gpu.amount is not set");
        SparkConf conf = conf("spark://host:7077").set("spark.executor.resource.gpu.amount", "1");
        assertThatCode(() -> ClusterSlots.check(conf, withGpu(1))).doesNotThrowAnyException();
        assertThatCode(() -> ClusterSlots.check(conf("local[2]"), withGpu(1))).doesNotThrowAnyException();
    }

    @Test
    void aGpuBelongsToOneThread() {
        assertThatThrownBy(() -> ClusterSlots.check(conf("local[2]"), withGpu(4)))
                .hasMessage("cluster.gpus is 1 and cluster.threads is 4, but a GPU belongs to one thread: set"
                        + " cluster.threads to 1.");
    }

    private static ClusterConfiguration withGpu(int threads) {
        return new ClusterConfiguration(2, threads, TableOwnership.OWN, TableSharding.AUTO, 1, SampleSharing.SPREAD);
    }

    private static SparkConf conf(String master) {
        return new SparkConf(false).setMaster(master);
    }

    private static ClusterConfiguration cluster(int workers, int threads) {
        return new ClusterConfiguration(workers, threads, TableOwnership.OWN, TableSharding.AUTO);
    }
}
