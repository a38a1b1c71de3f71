package org.campanile.spark.preparation.text;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.Check;
import scala.Tuple2;

/**
 * Makes a row from a line of a file: the parser's values and two nulls, or nulls, a reason and the line.
 *
 * @param values number of values that the parser makes
 */
record ParseLine(LineFormat format, LineParser parser, int values)
        implements Function<Tuple2<LongWritable, Text>, Row> {
    /** Characters of a rejected line that are kept. */
    private static final int RAW_LIMIT = 2000;

    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Tuple2<LongWritable, Text> line) {
        return parse(decode(line._2()));
    }

    Row parse(String line) {
        try {
            Object[] parsed = parser.parse(format.split(line));
            Check.that(parsed.length == values, "%d values were made for %d columns", parsed.length, values);
            return RowFactory.create(Arrays.copyOf(parsed, values + 2));
        } catch (RejectedRow rejected) {
            Object[] row = new Object[values + 2];
            row[values] = rejected.reason();
            row[values + 1] = line.substring(0, Math.min(line.length(), RAW_LIMIT));
            return RowFactory.create(row);
        }
    }

    /* Hadoop hands out bytes; its own toString takes them for UTF-8. */
    private String decode(Text text) {
        return Charset.forName(format.encoding())
                .decode(ByteBuffer.wrap(text.getBytes(), 0, text.getLength()))
                .toString();
    }
}
