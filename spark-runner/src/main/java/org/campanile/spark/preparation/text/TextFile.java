package org.campanile.spark.preparation.text;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.Check;
import org.campanile.spark.preparation.Locations;
import org.campanile.spark.preparation.RawData;

/**
 * A text file as rows.
 *
 * @param location local path or URI
 */
public record TextFile(String location, LineFormat format) {

    /**
     * One row per line. Lines that the format or the parser refuses become rows with a reason and their text.
     *
     * @param schema columns of the rows; the last two are {@link RawData#REASON} and {@link RawData#RAW}
     */
    public Dataset<Row> rows(SparkSession spark, StructType schema, LineParser parser) {
        List<String> columns = Arrays.asList(schema.fieldNames());
        int values = columns.size() - 2;
        Check.that(
                columns.indexOf(RawData.REASON) == values && columns.indexOf(RawData.RAW) == values + 1,
                "the last columns must be %s and %s, but are %s",
                RawData.REASON,
                RawData.RAW,
                columns);
        return spark.createDataFrame(lines(spark).map(new ParseLine(format, parser, values)), schema);
    }

    /* Not Spark's text source: it knows UTF-8 only, and no offsets by which to tell the header. */
    private JavaPairRDD<LongWritable, Text> lines(SparkSession spark) {
        Configuration configuration = new Configuration(spark.sparkContext().hadoopConfiguration());
        configuration.set(FileInputFormat.INPUT_DIR, Locations.pattern(location));
        JavaPairRDD<LongWritable, Text> lines = new JavaSparkContext(spark.sparkContext())
                .newAPIHadoopRDD(configuration, TextInputFormat.class, LongWritable.class, Text.class);
        return format.header() == LineFormat.Header.PRESENT
                ? lines.filter(line -> line._1().get() > 0)
                : lines;
    }
}
