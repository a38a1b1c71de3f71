package org.campanile.examples.benchmarks.workload;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.campanile.core.Check;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;

/**
 * The peer of {@link ReaderWorkload}: Spark's vectorised Parquet reader, which copies every column of the same files into
 * arrays of primitive numbers, in rows per processor second; in the order of the files. Taken either from the rows of a
 * DataFrame or from the batches of columns that the reader makes, which a program can get at by Spark's internal plan only.
 * Arguments: rows, prepared, batch, by (rows or batches), warm-up, seconds.
 */
final class SparkReaderWorkload implements Workload {
    @Override
    public Measurement measure(WorkloadArguments arguments) {
        PreparedDataset data = PreparedClicks.open(withThreads(arguments));
        long rows = data.samples(Split.TRAIN);
        try (SparkSession spark = LocalSpark.open(1)) {
            Runnable pass = pass(spark, data.store().root() + "/" + Split.TRAIN.folder(), arguments.text("by"));
            StepTiming timing = StepTimer.measure(pass, arguments.number("warm-up"), arguments.number("seconds"));
            return Measurement.of(rows / timing.cpuMedian())
                    .with("rows_per_second", Math.round(rows / timing.median()));
        }
    }

    private static WorkloadArguments withThreads(WorkloadArguments arguments) {
        Map<String, String> values = new HashMap<>(arguments.values());
        values.put("threads", "1");
        return new WorkloadArguments(values);
    }

    /** One reading of all files; the plan is made anew each time, as a DataFrame's is for each action. */
    private static Runnable pass(SparkSession spark, String folder, String by) {
        boolean byRows = by.equals("rows");
        Check.that(byRows || by.equals("batches"), "by must be rows or batches, but is %s", by);
        return () -> {
            Dataset<Row> samples = spark.read().parquet(folder);
            if (byRows) {
                samples.foreachPartition((ForeachPartitionFunction<Row>) new RowCopy(samples.schema())::copy);
            } else {
                samples.queryExecution()
                        .sparkPlan()
                        .executeColumnar()
                        .toJavaRDD()
                        .foreachPartition(
                                (VoidFunction<Iterator<ColumnarBatch>>) new BatchCopy(samples.schema())::copy);
            }
        };
    }

    /** Copies rows, one value after the other. */
    private record RowCopy(StructType schema) implements Serializable {
        private static final int CAPACITY = 4096;

        void copy(Iterator<Row> rows) {
            boolean[] isFloat = floats(schema);
            float[][] floats = new float[isFloat.length][CAPACITY];
            int[][] ints = new int[isFloat.length][CAPACITY];
            for (int next = 0; rows.hasNext(); next = (next + 1) % CAPACITY) {
                Row row = rows.next();
                for (int column = 0; column < isFloat.length; column++) {
                    if (isFloat[column]) {
                        floats[column][next] = row.getFloat(column);
                    } else {
                        ints[column][next] = row.getInt(column);
                    }
                }
            }
        }
    }

    /** Copies whole columns. */
    private record BatchCopy(StructType schema) implements Serializable {
        void copy(Iterator<ColumnarBatch> batches) {
            boolean[] isFloat = floats(schema);
            long values = 0;
            while (batches.hasNext()) {
                ColumnarBatch batch = batches.next();
                for (int column = 0; column < isFloat.length; column++) {
                    ColumnVector vector = batch.column(column);
                    values += isFloat[column]
                            ? vector.getFloats(0, batch.numRows()).length
                            : vector.getInts(0, batch.numRows()).length;
                }
            }
            Check.that(values > 0, "no value was read");
        }
    }

    private static boolean[] floats(StructType schema) {
        StructField[] fields = schema.fields();
        boolean[] isFloat = new boolean[fields.length];
        for (int column = 0; column < fields.length; column++) {
            isFloat[column] = fields[column].dataType().equals(DataTypes.FloatType);
        }
        return isFloat;
    }
}
