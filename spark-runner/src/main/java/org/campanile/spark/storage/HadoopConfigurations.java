package org.campanile.spark.storage;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** How this JVM reaches Hadoop's file systems. */
public final class HadoopConfigurations {
    private HadoopConfigurations() {}

    /** Hadoop's settings with the {@code spark.hadoop.*} ones of the running Spark application, if there is one. */
    public static Configuration current() {
        SparkEnv spark = SparkEnv.get();
        return spark == null ? new Configuration() : SparkHadoopUtil.get().newConfiguration(spark.conf());
    }
}
