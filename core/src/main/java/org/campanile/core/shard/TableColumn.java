package org.campanile.core.shard;

import org.campanile.core.Check;

/** A column of a {@link TableFile} with the values of all rows. The arrays are not copied. */
public sealed interface TableColumn {
    String name();

    int rows();

    /** Strings. */
    final class Texts implements TableColumn {
        private final String name;
        private final String[] values;

        public Texts(String name, String[] values) {
            this.name = name;
            this.values = values;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return values.length;
        }

        public String[] values() {
            return values;
        }
    }

    /** Whole numbers, INT64. */
    final class Longs implements TableColumn {
        private final String name;
        private final long[] values;

        public Longs(String name, long[] values) {
            this.name = name;
            this.values = values;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return values.length;
        }

        public long[] values() {
            return values;
        }
    }

    /** Vectors of one length, lists of FLOAT. */
    final class Vectors implements TableColumn {
        private final String name;
        private final int length;
        private final float[] values;

        /**
         * @param length of a vector
         * @param values {@code [rows, length]}
         */
        public Vectors(String name, int length, float[] values) {
            Check.that(
                    values.length % Check.positive(length, "length") == 0,
                    "%d numbers are no vectors of length %d",
                    values.length,
                    length);
            this.name = name;
            this.length = length;
            this.values = values;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return values.length / length;
        }

        public int length() {
            return length;
        }

        /** {@code [rows, length]}. */
        public float[] values() {
            return values;
        }
    }
}
