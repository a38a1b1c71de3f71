package org.campanile.spark.training;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/** Sees to it before training that a barrier stage can start at all: Spark itself would wait for minutes first. */
final class ClusterSlots {
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,.*)?])?");

    private ClusterSlots() {}

    static void check(SparkSession spark, int workers) {
        SparkConf conf = spark.sparkContext().conf();
        if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
            throw new CampanileException("spark.dynamicAllocation.enabled is true, but all workers start together and"
                    + " Spark refuses such stages then: set it to false and give the job as many slots as"
                    + " cluster.workers, which is " + workers + ".");
        }
        String master = conf.get("spark.master");
        Matcher local = LOCAL.matcher(master);
        if (local.matches() && slots(local.group(1)) < workers) {
            throw new CampanileException("cluster.workers is " + workers + ", but master " + master + " runs "
                    + slots(local.group(1)) + " tasks at once: use local[" + workers + "] or fewer workers.");
        }
    }

    private static int slots(@Nullable String count) {
        if (count == null) {
            return 1;
        }
        return count.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(count);
    }
}
