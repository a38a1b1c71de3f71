package org.campanile.examples.benchmarks.workload;

import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The best items of every user, in users per second: the engine beside Spark's ALS, with the same factors, in one
 * application. Each first recommends for a few users to warm up. Results are computed and thrown away. Arguments: users
 * (ours), als-users, items, dim, k, threads, folder.
 */
final class RecommendAllWorkload implements Workload {
    private static final int WARM_UP_USERS = 4096;
    private static final long USER_SEED = 1;
    private static final long ITEM_SEED = 2;

    @Override
    public Measurement measure(WorkloadArguments arguments) {
        int dim = arguments.count("dim");
        int k = arguments.count("k");
        String folder = arguments.text("folder");
        try (SparkSession spark = LocalSpark.open(arguments.count("threads"))) {
            ALSModel als = model(spark, arguments.count("als-users"), arguments.count("items"), dim, folder + "/als");
            ALSModel few = model(spark, WARM_UP_USERS, WARM_UP_USERS, dim, folder + "/few");
            Dataset<Row> users = new Factors(arguments.count("users"), dim, USER_SEED)
                    .frame(spark)
                    .cache();
            users.count();
            seconds(EngineTopK.recommend(spark, few.userFactors(), AlsModels.itemFactors(folder + "/few"), k));
            double ours = arguments.count("users")
                    / seconds(EngineTopK.recommend(spark, users, AlsModels.itemFactors(folder + "/als"), k));
            seconds(few.recommendForAllUsers(k));
            double peer = arguments.count("als-users") / seconds(als.recommendForAllUsers(k));
            return Measurement.of(ours)
                    .with(Measurement.PEER_VALUE, peer)
                    .with("als_users", arguments.count("als-users"));
        }
    }

    private static ALSModel model(SparkSession spark, int users, int items, int dim, String folder) {
        return AlsModels.of(
                spark,
                new Factors(users, dim, USER_SEED).frame(spark),
                new Factors(items, dim, ITEM_SEED).frame(spark),
                dim,
                folder);
    }

    private static double seconds(Dataset<Row> recommendations) {
        long begin = System.nanoTime();
        recommendations.write().format("noop").mode("overwrite").save();
        return (System.nanoTime() - begin) / 1e9;
    }
}
