package org.campanile.spark.preparation.text;

import java.util.Collections;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.campanile.spark.preparation.RawData;

/**
 * A text file with one row per line.
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
        LineFormat lines = format;
        return new TextLines(location, lines.encoding(), lines.header())
                .rows(spark, schema, line -> Collections.singletonList(parser.parse(lines.split(line))));
    }
}
