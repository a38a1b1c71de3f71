package org.campanile.core.embedding;

import org.campanile.core.Check;

/**
 * Which row of a table each id of a vocabulary has. Ids are from 0 to {@code ids()} less 1; what a mapping says of others
 * means nothing.
 */
public sealed interface RowMapping {
    int ids();

    /** Rows of the table. */
    int rows();

    int row(int id);

    /** Every id has a row of its own. */
    record Direct(int ids) implements RowMapping {
        @Override
        public int rows() {
            return ids;
        }

        @Override
        public int row(int id) {
            return id;
        }
    }

    /**
     * Several ids share a row, the division method of hashing: id 0, the unknown, has row 0 alone, others row
     * {@code 1 + (id - 1) mod (rows - 1)}. Where ids are ordered by frequency, as those of vocabularies are, the most
     * frequent {@code rows - 1} so share rows with rarer ones only.
     *
     * @param rows at least 2, and fewer than the ids
     */
    record Hashed(int ids, int rows) implements RowMapping {
        public Hashed {
            Check.that(rows >= 2 && rows < ids, "rows must be in [2, %d), the number of ids, but are %d", ids, rows);
        }

        @Override
        public int row(int id) {
            return id == 0 ? 0 : 1 + (id - 1) % (rows - 1);
        }
    }

    /** Row {@code id / divisor}; with {@link Remainder} of the same divisor, every id has a pair of rows of its own. */
    record Quotient(int ids, int divisor) implements RowMapping {
        public Quotient {
            Check.positive(ids, "ids");
            Check.positive(divisor, "divisor");
        }

        @Override
        public int rows() {
            return (ids - 1) / divisor + 1;
        }

        @Override
        public int row(int id) {
            return id / divisor;
        }
    }

    /** Row {@code id mod divisor}. */
    record Remainder(int ids, int divisor) implements RowMapping {
        public Remainder {
            Check.positive(ids, "ids");
            Check.positive(divisor, "divisor");
        }

        @Override
        public int rows() {
            return Math.min(ids, divisor);
        }

        @Override
        public int row(int id) {
            return id % divisor;
        }
    }
}
