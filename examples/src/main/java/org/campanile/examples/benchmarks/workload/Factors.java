package org.campanile.examples.benchmarks.workload;

import java.io.Serializable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.math.CounterRandom;

/**
 * Vectors of users or items as Spark's ALS keeps them: {@code id} and {@code features}, standard normal numbers.
 *
 * @param count vectors, with the ids from 0 on
 * @param dim   length of each
 * @param seed  users and items have different ones
 */
record Factors(int count, int dim, long seed) implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final StructType COLUMNS = new StructType()
            .add("id", DataTypes.IntegerType, false)
            .add("features", DataTypes.createArrayType(DataTypes.FloatType, false), false);

    Dataset<Row> frame(SparkSession spark) {
        return spark.createDataFrame(
                spark.range(count).toJavaRDD().map(id -> RowFactory.create(id.intValue(), vector(id))), COLUMNS);
    }

    private float[] vector(long id) {
        float[] vector = new float[dim];
        for (int column = 0; column < dim; column++) {
            vector[column] = CounterRandom.gaussian(CounterRandom.hash(seed, id, column));
        }
        return vector;
    }
}
