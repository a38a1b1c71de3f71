package org.campanile.spark.preparation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.campanile.core.shard.Split;

/**
 * Adds the histories of samples that come user by user, in order of time, or without one those that are held out last.
 *
 * @param maxLength items of a history at most, at least 1
 * @param order     whether the order of a user's samples means anything
 */
record UserHistories(int maxLength, Order order) implements FlatMapFunction<Iterator<Row>, Row> {
    /** The splits that are neither trained on nor known beforehand. */
    static final List<String> HELD_OUT = List.of(Split.VALIDATION.folder(), Split.TEST.folder());

    /** A sample knows samples of its own split and of those that stand before it here. */
    private static final List<String> KNOWLEDGE =
            List.of(Split.TRAIN.folder(), RawInteractions.HISTORY, Split.VALIDATION.folder(), Split.TEST.folder());

    private static final long serialVersionUID = 1L;

    /** What the order of a user's samples means. */
    enum Order {
        /** A sample's history is what stands before it. */
        TIME,
        /** A sample's history is everything else. */
        NONE
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Runs<Integer, Row> users = new Runs<>(rows, row -> row.getAs(RawInteractions.USER));
        return new Iterator<>() {
            private Iterator<Row> user = List.<Row>of().iterator();

            @Override
            public boolean hasNext() {
                while (!user.hasNext() && users.hasNext()) {
                    user = order == Order.TIME ? new Ordered(users.next()) : new Unordered(users.next());
                }
                return user.hasNext();
            }

            @Override
            public Row next() {
                return user.next();
            }
        };
    }

    private static boolean isPositive(Row row) {
        return row.<Float>getAs(EncodedData.LABEL) > 0;
    }

    private static int knowledge(Row row) {
        return KNOWLEDGE.indexOf(row.<String>getAs(Splits.SPLIT));
    }

    private static Row with(Row row, Iterable<Integer> history) {
        List<Integer> items = new ArrayList<>();
        history.forEach(items::add);
        Object[] values = new Object[row.size() + 1];
        for (int field = 0; field < row.size(); field++) {
            values[field] = row.get(field);
        }
        values[row.size()] = items.toArray(Integer[]::new);
        return RowFactory.create(values);
    }

    /** The newest items that the samples of each split may know. */
    private final class Ordered implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final List<ArrayDeque<Integer>> newest = new ArrayList<>();

        Ordered(Iterator<Row> rows) {
            this.rows = rows;
            KNOWLEDGE.forEach(split -> newest.add(new ArrayDeque<>()));
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            Row row = rows.next();
            int own = knowledge(row);
            Row result = with(row, newest.get(own));
            if (isPositive(row)) {
                int item = row.<Integer>getAs(RawInteractions.ITEM);
                newest.subList(own, newest.size()).forEach(items -> add(items, item));
            }
            return result;
        }

        private void add(ArrayDeque<Integer> items, int item) {
            if (items.size() == maxLength) {
                items.removeFirst();
            }
            items.addLast(item);
        }
    }

    /**
     * The first items of a user that are not held out, but the sample's own. Samples wait until there are enough of them, or no more to
     * come.
     */
    private final class Unordered implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final ArrayDeque<Row> waiting = new ArrayDeque<>();
        private final List<Integer> items = new ArrayList<>();
        private boolean isKnown = true;

        Unordered(Iterator<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return !waiting.isEmpty() || rows.hasNext();
        }

        @Override
        public Row next() {
            while (isKnown && items.size() <= maxLength && rows.hasNext()) {
                Row row = rows.next();
                isKnown = !HELD_OUT.contains(row.<String>getAs(Splits.SPLIT));
                if (isKnown && isPositive(row)) {
                    items.add(row.getAs(RawInteractions.ITEM));
                }
                waiting.add(row);
            }
            Row row = waiting.isEmpty() ? rows.next() : waiting.remove();
            int own = row.<Integer>getAs(RawInteractions.ITEM);
            return with(
                    row,
                    items.stream().filter(item -> item != own).limit(maxLength).toList());
        }
    }
}
