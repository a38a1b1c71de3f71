package org.campanile.spark;

import java.util.function.Supplier;
import org.apache.spark.SparkContext;

/** Names the jobs that a piece of work starts in this thread, and their stages, as Spark's user interface shows them. */
public final class JobDescription {
    private JobDescription() {}

    /** Does work whose jobs and stages have this name. */
    public static void during(SparkContext spark, String name, Runnable work) {
        set(spark, name);
        try {
            work.run();
        } finally {
            clear(spark);
        }
    }

    /** The same for work with a result. */
    public static <T> T of(SparkContext spark, String name, Supplier<T> work) {
        set(spark, name);
        try {
            return work.get();
        } finally {
            clear(spark);
        }
    }

    private static void set(SparkContext spark, String name) {
        spark.setJobDescription(name);
        spark.setCallSite(name);
    }

    private static void clear(SparkContext spark) {
        spark.setJobDescription(null);
        spark.clearCallSite();
    }
}
