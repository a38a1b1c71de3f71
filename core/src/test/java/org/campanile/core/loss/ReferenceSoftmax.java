package org.campanile.core.loss;

import java.util.stream.IntStream;

/**
 * The softmax losses in double precision, score by score, written from their definitions: the loss, for gradients by
 * central differences, and the textbook's gradient.
 */
final class ReferenceSoftmax {
    private final double temperature;
    private final boolean mask;
    private final float[] logQ;
    private final float[] rewards;

    /**
     * @param temperature what dot products are divided by
     * @param mask        whether accidental hits are left out
     * @param logQ        by item; empty: no correction
     * @param rewards     what each user's loss counts
     */
    ReferenceSoftmax(double temperature, boolean mask, float[] logQ, float[] rewards) {
        this.temperature = temperature;
        this.mask = mask;
        this.logQ = logQ;
        this.rewards = rewards;
    }

    /** One user's candidates. */
    static final class Row {
        private final int[] items;
        private final int[] vectors;
        private final int positive;

        /**
         * @param items    item of each candidate
         * @param vectors  row of each candidate in the items' matrix
         * @param positive place of the positive among the candidates
         */
        Row(int[] items, int[] vectors, int positive) {
            this.items = items;
            this.vectors = vectors;
            this.positive = positive;
        }

        /** These candidates and others. */
        Row and(int[] otherItems, int[] otherVectors) {
            return new Row(
                    IntStream.concat(IntStream.of(items), IntStream.of(otherItems))
                            .toArray(),
                    IntStream.concat(IntStream.of(vectors), IntStream.of(otherVectors))
                            .toArray(),
                    positive);
        }

        /** These candidates, whose vectors stand {@code offset} rows further on, behind a positive. */
        Row behind(int item, int vector, int offset) {
            int[] candidates =
                    IntStream.concat(IntStream.of(item), IntStream.of(items)).toArray();
            IntStream others = IntStream.of(vectors).map(row -> offset + row);
            return new Row(
                    candidates, IntStream.concat(IntStream.of(vector), others).toArray(), 0);
        }
    }

    double temperature() {
        return temperature;
    }

    /** The mean over the users of the loss of each; user i has the vector {@code u[i]}. */
    double loss(double[][] u, double[][] v, Row[] rows) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double[] scores = scores(u[i], v, rows[i]);
            double largest = Double.NEGATIVE_INFINITY;
            for (double score : scores) {
                largest = Math.max(largest, score);
            }
            double exponentials = 0;
            for (double score : scores) {
                exponentials += Math.exp(score - largest);
            }
            sum += rewards[i] * (Math.log(exponentials) + largest - scores[rows[i].positive]);
        }
        return sum / rows.length;
    }

    /** Adds the gradients of {@link #loss} to {@code du} and {@code dv}. */
    void gradients(double[][] u, double[][] v, Row[] rows, double[][] du, double[][] dv) {
        for (int i = 0; i < rows.length; i++) {
            double[] scores = scores(u[i], v, rows[i]);
            double largest = Double.NEGATIVE_INFINITY;
            for (double score : scores) {
                largest = Math.max(largest, score);
            }
            double exponentials = 0;
            for (double score : scores) {
                exponentials += Math.exp(score - largest);
            }
            for (int c = 0; c < scores.length; c++) {
                double probability = Math.exp(scores[c] - largest) / exponentials;
                double gradient =
                        rewards[i] * (probability - (c == rows[i].positive ? 1 : 0)) / (temperature * rows.length);
                double[] item = v[rows[i].vectors[c]];
                for (int d = 0; d < item.length; d++) {
                    du[i][d] += gradient * item[d];
                    dv[rows[i].vectors[c]][d] += gradient * u[i][d];
                }
            }
        }
    }

    private double[] scores(double[] user, double[][] v, Row row) {
        double[] scores = new double[row.items.length];
        for (int c = 0; c < scores.length; c++) {
            double[] item = v[row.vectors[c]];
            for (int d = 0; d < user.length; d++) {
                scores[c] += user[d] * item[d] / temperature;
            }
            scores[c] -= logQ.length == 0 ? 0 : logQ[row.items[c]];
            if (mask && c != row.positive && row.items[c] == row.items[row.positive]) {
                scores[c] = Double.NEGATIVE_INFINITY;
            }
        }
        return scores;
    }
}
