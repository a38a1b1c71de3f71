package org.campanile.spark.preparation.text;

import java.io.IOException;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import scala.Tuple2;

/**
 * Makes rows from the lines of a partition. A file that cannot be read to its end, such as an archive whose download broke
 * off, is named.
 *
 * @param location the file
 */
record ParsePartition(String location, ParseLine parser)
        implements FlatMapFunction<Iterator<Tuple2<LongWritable, Text>>, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Iterator<Tuple2<LongWritable, Text>> lines) {
        Stream<Tuple2<LongWritable, Text>> once =
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(new CheckedLines(lines), 0), false);
        return once.flatMap(line -> parser.parse(line._2()).stream()).iterator();
    }

    /** The same lines. */
    private final class CheckedLines implements Iterator<Tuple2<LongWritable, Text>> {
        private final Iterator<Tuple2<LongWritable, Text>> lines;

        private CheckedLines(Iterator<Tuple2<LongWritable, Text>> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            /* Scala throws checked exceptions that this method does not declare. */
            try {
                return lines.hasNext();
            } catch (Exception failure) {
                if (failure instanceof IOException) {
                    throw new CampanileException(
                            location + " cannot be read to its end (" + failure.getMessage() + "): fetch it again.",
                            failure);
                }
                throw failure;
            }
        }

        @Override
        public Tuple2<LongWritable, Text> next() {
            return lines.next();
        }
    }
}
