package org.campanile.spark.training;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ClusterConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it before training that a barrier stage of workers can start at all: Spark itself would wait for minutes first.
 *
 * <p>On a cluster a worker's task holds a core for each of its threads. A local master's slots are only a number of tasks
 * at once, so that there a worker is one task, however many threads it has.
 */
final class ClusterSlots {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSlots.class);
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,.*)?])?");
    private static final String TASK_CPUS = "spark.task.cpus";
    private static final String EXECUTOR_CORES = "spark.executor.cores";
    private static final String EXECUTORS = "spark.executor.instances";
    private static final String EXECUTOR_GPUS = "spark.executor.resource.gpu.amount";
    private static final String TASK_GPUS = "spark.task.resource.gpu.amount";

    private ClusterSlots() {}

    static void check(SparkConf conf, ClusterConfiguration cluster) {
        if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
            throw new CampanileException("spark.dynamicAllocation.enabled is true, but all workers start together and"
                    + " Spark refuses such stages then: set it to false and give the job as many slots as"
                    + " cluster.workers, which is " + cluster.workers() + ".");
        }
        checkGpus(conf, cluster);
        Matcher local = local(conf);
        if (local.matches()) {
            checkLocal(conf, cluster, slots(local.group(1)));
        } else {
            checkExecutors(conf, cluster);
        }
    }

    /**
     * What to ask for each worker's task. A stage that asks for anything has nothing of what the application gives to every
     * task, so that it then asks for GPUs, too.
     */
    static WorkerResources toAsk(SparkConf conf, ClusterConfiguration cluster) {
        if (local(conf).matches()) {
            return new WorkerResources(0, 0);
        }
        int cpus = cluster.threads() <= conf.getInt(TASK_CPUS, 1) ? 0 : cluster.threads();
        boolean everyTaskHasGpu = conf.contains(TASK_GPUS) && cpus == 0;
        return new WorkerResources(cpus, everyTaskHasGpu ? 0 : cluster.gpus());
    }

    private static void checkGpus(SparkConf conf, ClusterConfiguration cluster) {
        if (cluster.gpus() == 0) {
            return;
        }
        if (cluster.threads() > 1) {
            throw new CampanileException("cluster.gpus is " + cluster.gpus() + " and cluster.threads is "
                    + cluster.threads() + ", but a GPU belongs to one thread: set cluster.threads to 1.");
        }
        if (!local(conf).matches() && !conf.contains(EXECUTOR_GPUS)) {
            throw new CampanileException("cluster.gpus is " + cluster.gpus() + ", but executors have no GPUs, because "
                    + EXECUTOR_GPUS + " is not set: start the application with --conf " + EXECUTOR_GPUS
                    + "=N and, where the cluster does not find GPUs itself, a discovery script.");
        }
    }

    private static Matcher local(SparkConf conf) {
        return LOCAL.matcher(conf.get("spark.master"));
    }

    private static void checkLocal(SparkConf conf, ClusterConfiguration cluster, int cores) {
        int taskCpus = conf.getInt(TASK_CPUS, 1);
        if (cores / taskCpus < cluster.workers()) {
            throw new CampanileException("cluster.workers is " + cluster.workers() + ", but master "
                    + conf.get("spark.master") + " runs " + cores / taskCpus + " tasks at once: use local["
                    + cluster.workers() * taskCpus + "] or fewer workers.");
        }
        int processors = Runtime.getRuntime().availableProcessors();
        if (cluster.threads() > 1 && (long) cluster.workers() * cluster.threads() > processors) {
            LOG.warn(
                    "cluster.workers {} times cluster.threads {} is more than the {} cores of this machine:"
                            + " threads will wait for one another",
                    cluster.workers(),
                    cluster.threads(),
                    processors);
        }
    }

    /** By what the application's settings say; a cluster that leaves them open is asked when the stage starts. */
    private static void checkExecutors(SparkConf conf, ClusterConfiguration cluster) {
        int cpus = Math.max(cluster.threads(), conf.getInt(TASK_CPUS, 1));
        int cores = conf.getInt(EXECUTOR_CORES, coresByDefault(conf.get("spark.master")));
        if (cores < cpus) {
            throw new CampanileException("cluster.threads is " + cluster.threads() + ", but executors have "
                    + EXECUTOR_CORES + " " + cores + ", so that no worker fits: give them " + cpus
                    + " cores or a multiple, or set cluster.threads to " + cores + " or less.");
        }
        long slots = room(conf, cluster).orElse(Long.MAX_VALUE);
        if (slots < cluster.workers()) {
            throw new CampanileException("cluster.workers is " + cluster.workers() + " with cluster.threads "
                    + cluster.threads() + ", but " + EXECUTORS + " " + conf.get(EXECUTORS) + " with " + EXECUTOR_CORES
                    + " " + cores
                    + " have room for " + slots + ": use more or larger executors, or fewer workers or threads.");
        }
    }

    /** How many workers of this kind can train at once, where the application's settings tell. */
    private static OptionalLong room(SparkConf conf, ClusterConfiguration cluster) {
        Matcher local = local(conf);
        if (local.matches()) {
            return OptionalLong.of(slots(local.group(1)) / conf.getInt(TASK_CPUS, 1));
        }
        int cpus = Math.max(cluster.threads(), conf.getInt(TASK_CPUS, 1));
        int cores = conf.getInt(EXECUTOR_CORES, coresByDefault(conf.get("spark.master")));
        int executors = conf.getInt(EXECUTORS, Integer.MAX_VALUE);
        boolean known = cores != Integer.MAX_VALUE && executors != Integer.MAX_VALUE;
        return known ? OptionalLong.of((long) executors * (cores / cpus)) : OptionalLong.empty();
    }

    /** Sees to it that so many of these trials can train at once; each alone is checked when it begins. */
    static void checkAtOnce(SparkConf conf, List<ClusterConfiguration> trials, int parallel) {
        int workers = trials.stream()
                .map(ClusterConfiguration::workers)
                .sorted(Comparator.reverseOrder())
                .limit(parallel)
                .mapToInt(Integer::intValue)
                .sum();
        long room = trials.stream()
                .mapToLong(trial -> room(conf, trial).orElse(Long.MAX_VALUE))
                .min()
                .orElse(Long.MAX_VALUE);
        if (workers > room) {
            throw new CampanileException("parallel is " + parallel + ", and the largest trials take " + workers
                    + " workers together, but with master " + conf.get("spark.master") + " " + room
                    + " can train at once: set parallel to less, or give the application more slots.");
        }
    }

    /** A standalone cluster gives an executor all that its machine has, which is not known here; others give it one. */
    private static int coresByDefault(String master) {
        return master.equals("yarn") || master.startsWith("k8s://") ? 1 : Integer.MAX_VALUE;
    }

    private static int slots(@Nullable String count) {
        if (count == null) {
            return 1;
        }
        return count.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(count);
    }
}
