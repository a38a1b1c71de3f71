package org.campanile.spark.preparation.text;

import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.campanile.spark.preparation.text.LineFormat.LineEnd;
import scala.Tuple2;

/**
 * Joins the lines of a row whose quoted fields hold line ends, all lines of a file in their order. A quote that is not closed
 * within {@value #MOST_LINES} lines, nor by the end of the file, or in the midst of a text, is a fault of its line alone: that
 * line is handed on as it is, and those after it are looked at anew.
 */
record JoinLines(LineFormat format)
        implements PairFlatMapFunction<Iterator<Tuple2<LongWritable, Text>>, LongWritable, Text> {
    static final int MOST_LINES = 1000;

    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Tuple2<LongWritable, Text>> call(Iterator<Tuple2<LongWritable, Text>> lines) {
        return new Joined(lines);
    }

    private final class Joined implements Iterator<Tuple2<LongWritable, Text>> {
        private final Iterator<Tuple2<LongWritable, Text>> lines;
        private final Charset charset = Charset.forName(format.encoding());

        /** Lines that were read and not handed on. */
        private final ArrayDeque<Tuple2<LongWritable, Text>> ahead = new ArrayDeque<>();

        Joined(Iterator<Tuple2<LongWritable, Text>> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            return !ahead.isEmpty() || lines.hasNext();
        }

        @Override
        public Tuple2<LongWritable, Text> next() {
            List<Tuple2<LongWritable, Text>> row = new ArrayList<>();
            LineEnd end = LineEnd.COMPLETE;
            do {
                Tuple2<LongWritable, Text> line = ahead.isEmpty() ? copy(lines.next()) : ahead.remove();
                row.add(line);
                end = format.end(decoded(line._2()), end == LineEnd.INSIDE_QUOTES);
            } while (end == LineEnd.INSIDE_QUOTES && row.size() < MOST_LINES && hasNext());
            if (end != LineEnd.COMPLETE) {
                for (int line = row.size() - 1; line > 0; line--) {
                    ahead.addFirst(row.get(line));
                }
                return row.get(0);
            }
            return joined(row);
        }

        /* Hadoop hands out the same object again and again. */
        private Tuple2<LongWritable, Text> copy(Tuple2<LongWritable, Text> line) {
            return new Tuple2<>(new LongWritable(line._1().get()), new Text(line._2()));
        }

        private Tuple2<LongWritable, Text> joined(List<Tuple2<LongWritable, Text>> row) {
            Text text = row.get(0)._2();
            byte[] lineEnd = "\n".getBytes(charset);
            for (Tuple2<LongWritable, Text> line : row.subList(1, row.size())) {
                text.append(lineEnd, 0, lineEnd.length);
                text.append(line._2().getBytes(), 0, line._2().getLength());
            }
            return new Tuple2<>(row.get(0)._1(), text);
        }

        private String decoded(Text line) {
            return new String(line.getBytes(), 0, line.getLength(), charset);
        }
    }
}
