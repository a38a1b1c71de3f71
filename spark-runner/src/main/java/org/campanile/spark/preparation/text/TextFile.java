package org.campanile.spark.preparation.text;

import java.util.Collections;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.campanile.spark.preparation.RawData;

/**
 * A text file with one row per line, or per several where line ends may stand inside quotes.
 *
 * @param location local path or URI
 */
public record TextFile(String location, LineFormat format) {

    /**
     * The rows of the file. Lines that the format or the parser refuses become rows with a reason and their text.
     *
     * @param schema columns of the rows; the last two are {@link RawData#REASON} and {@link RawData#RAW}
     */
    public Dataset<Row> rows(SparkSession spark, StructType schema, LineParser parser) {
        LineFormat fields = format;
        TextLines lines = new TextLines(location, fields.encoding(), fields.header());
        LineExpander row = line -> Collections.singletonList(parser.parse(fields.split(line)));
        return fields.quoting() == LineFormat.Quoting.DOUBLE_QUOTES_ACROSS_LINES
                ? lines.rowsAcrossLines(spark, schema, fields, row)
                : lines.rows(spark, schema, row);
    }
}
