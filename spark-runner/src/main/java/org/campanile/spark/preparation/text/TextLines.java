package org.campanile.spark.preparation.text;

import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.hadoop.util.StringUtils;
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
 * The lines of a text file as rows, any number of rows per line. A file whose name ends in {@code .gz} is unpacked while
 * it is read.
 *
 * @param location local path or URI
 * @param encoding name of the character encoding, such as {@code UTF-8}
 * @param header   whether the first line names the fields, and is left out
 */
public record TextLines(String location, String encoding, LineFormat.Header header) {

    /**
     * The rows of all lines. A line that is refused, or is not text in this encoding, becomes one row with a reason and its
     * text.
     *
     * @param schema columns of the rows; the last two are {@link RawData#REASON} and {@link RawData#RAW}
     */
    public Dataset<Row> rows(SparkSession spark, StructType schema, LineExpander expander) {
        return parsed(lines(spark, TextInputFormat.class), spark, schema, expander);
    }

    /** The same where quoted fields may hold line ends: one task reads the whole file. */
    Dataset<Row> rowsAcrossLines(SparkSession spark, StructType schema, LineFormat format, LineExpander expander) {
        return parsed(
                lines(spark, WholeFileFormat.class).mapPartitionsToPair(new JoinLines(format)),
                spark,
                schema,
                expander);
    }

    private Dataset<Row> parsed(
            JavaPairRDD<LongWritable, Text> lines, SparkSession spark, StructType schema, LineExpander expander) {
        List<String> columns = Arrays.asList(schema.fieldNames());
        int values = columns.size() - 2;
        Check.that(
                columns.indexOf(RawData.REASON) == values && columns.indexOf(RawData.RAW) == values + 1,
                "the last columns must be %s and %s, but are %s",
                RawData.REASON,
                RawData.RAW,
                columns);
        ParsePartition parser = new ParsePartition(location, new ParseLine(encoding, expander, values));
        return spark.createDataFrame(lines.mapPartitions(parser), schema);
    }

    /* Not Spark's text source: it knows UTF-8 only, and no offsets by which to tell the header. */
    private JavaPairRDD<LongWritable, Text> lines(SparkSession spark, Class<? extends TextInputFormat> format) {
        Configuration configuration = new Configuration(spark.sparkContext().hadoopConfiguration());
        configuration.set(FileInputFormat.INPUT_DIR, StringUtils.escapeString(Locations.pattern(location)));
        JavaPairRDD<LongWritable, Text> lines = new JavaSparkContext(spark.sparkContext())
                .newAPIHadoopRDD(configuration, format, LongWritable.class, Text.class);
        return header == LineFormat.Header.PRESENT
                ? lines.filter(line -> line._1().get() > 0)
                : lines;
    }
}
