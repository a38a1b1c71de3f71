package org.campanile.spark.preparation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.transform.SequenceTransform;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Counts the values of a partition's rows, all columns at once: rows are a weight, then a text or a list of texts for each
 * field. Counts are handed on whenever there are so many different values that they would take much memory, so that a value
 * may come several times.
 *
 * @param fields after the weight
 */
record CountValues(List<Field> fields) implements FlatMapFunction<Iterator<Row>, Row> {
    /** So many different values take some 30 MiB. */
    static final int MOST_VALUES = 1 << 18;

    private static final long serialVersionUID = 1L;

    CountValues {
        fields = List.copyOf(fields);
    }

    /**
     * What a field holds.
     *
     * @param isSequence whether it is a list of texts rather than one
     * @param maxLength  of a list, elements from its end that count; 0 for all
     */
    record Field(String vocabulary, boolean isSequence, int maxLength) implements Serializable {}

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Iterator<>() {
            private Iterator<Row> counted = List.<Row>of().iterator();

            @Override
            public boolean hasNext() {
                while (!counted.hasNext() && rows.hasNext()) {
                    counted = count(rows).iterator();
                }
                return counted.hasNext();
            }

            @Override
            public Row next() {
                return counted.next();
            }
        };
    }

    /** The counts of the next rows, as many as there is room for. */
    private List<Row> count(Iterator<Row> rows) {
        Counts counts = new Counts();
        while (rows.hasNext() && counts.size < MOST_VALUES) {
            Row row = rows.next();
            for (int field = 0; field < fields.size(); field++) {
                add(row.get(field + 1), fields.get(field), row.getLong(0), counts);
            }
        }
        return counts.rows();
    }

    private static void add(@Nullable Object value, Field field, long weight, Counts counts) {
        if (!field.isSequence()) {
            counts.add(field.vocabulary(), (String) value, weight);
        } else if (value instanceof Seq<?> texts) {
            SequenceTransform.last(JavaConverters.seqAsJavaList(texts), field.maxLength())
                    .forEach(text -> counts.add(field.vocabulary(), (String) text, weight));
        }
    }

    /** Counts by vocabulary and value. */
    private static final class Counts {
        private final Map<String, Map<@Nullable String, long[]>> values = new HashMap<>();
        private int size;

        void add(String vocabulary, @Nullable String value, long weight) {
            long[] count = values.computeIfAbsent(vocabulary, name -> new HashMap<>())
                    .computeIfAbsent(value, text -> newCount());
            count[0] += weight;
        }

        private long[] newCount() {
            size++;
            return new long[1];
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>(size);
            values.forEach((vocabulary, counts) ->
                    counts.forEach((value, count) -> rows.add(RowFactory.create(vocabulary, value, count[0]))));
            return rows;
        }
    }
}
