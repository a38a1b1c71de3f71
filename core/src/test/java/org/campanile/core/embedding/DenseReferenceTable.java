package org.campanile.core.embedding;

import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.L2Scope;

/**
 * What {@link LocalEmbeddingTable} must do, in the plainest way and in double precision: a gradient of the size of the
 * table, and an optimizer that goes over all rows and leaves those alone that no id named.
 */
final class DenseReferenceTable {
    private final LocalEmbeddingTable table;
    private final SparseOptimizerConfiguration optimizer;
    private final double[][] weights;
    private final double[][] state;
    private final double[][] gradient;
    private final boolean[] named;

    DenseReferenceTable(LocalEmbeddingTable table, SparseOptimizerConfiguration optimizer) {
        this.table = table;
        this.optimizer = optimizer;
        this.weights = new double[table.rows()][table.dim()];
        this.state = new double[table.rows()][table.stateSize()];
        this.gradient = new double[table.rows()][table.dim()];
        this.named = new boolean[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
            float[] record = record(row);
            for (int column = 0; column < table.dim(); column++) {
                weights[row][column] = record[column];
            }
        }
    }

    double[] row(int row) {
        return weights[row];
    }

    double[] state(int row) {
        return state[row];
    }

    /** The bag's vector; zeros when it is empty. */
    double[] pooled(Bag bag, Pooling pooling) {
        double[] result = new double[table.dim()];
        double[][] shares = shares(bag, pooling);
        for (int i = 0; i < bag.ids().length; i++) {
            for (int column = 0; column < result.length; column++) {
                result[column] += shares[i][column] * weights[bag.ids()[i]][column];
            }
        }
        return result;
    }

    void addGradient(Bag bag, Pooling pooling, double[] pooledGradient) {
        double[][] shares = shares(bag, pooling);
        for (int i = 0; i < bag.ids().length; i++) {
            named[bag.ids()[i]] = true;
            for (int column = 0; column < pooledGradient.length; column++) {
                gradient[bag.ids()[i]][column] += shares[i][column] * pooledGradient[column];
            }
        }
    }

    /** What each id's numbers are multiplied by, {@code [ids, dim]}. */
    private double[][] shares(Bag bag, Pooling pooling) {
        double[][] shares = new double[bag.ids().length][table.dim()];
        for (int i = 0; i < shares.length; i++) {
            for (int column = 0; column < table.dim(); column++) {
                shares[i][column] = switch (pooling) {
                    case SUM -> bag.weights()[i];
                    case MEAN -> (double) bag.weights()[i] / shares.length;
                    case MAX -> winner(bag, column) == i ? 1 : 0;
                };
            }
        }
        return shares;
    }

    /* By the table's own numbers: rounding must not decide between two that are nearly equal. */
    private int winner(Bag bag, int column) {
        int winner = 0;
        for (int i = 1; i < bag.ids().length; i++) {
            if (record(bag.ids()[i])[column] > record(bag.ids()[winner])[column]) {
                winner = i;
            }
        }
        return winner;
    }

    void update() {
        update(1);
    }

    /** One step at a multiple of the learning rate; of all rows where L2 acts on the whole table. */
    void update(double rateFactor) {
        boolean all = optimizer.l2Scope() == L2Scope.WHOLE_TABLE;
        for (int row = 0; row < weights.length; row++) {
            if (named[row] || all) {
                update(weights[row], state[row], gradient[row], rateFactor);
                named[row] = false;
            }
        }
    }

    private void update(double[] w, double[] s, double[] g, double rateFactor) {
        int dim = w.length;
        for (int i = 0; i < dim; i++) {
            g[i] += optimizer.l2() * w[i];
        }
        switch (optimizer.type()) {
            case SGD -> {}
            case ROW_WISE_ADAGRAD -> {
                for (double value : g) {
                    s[0] += value * value / dim;
                }
            }
            case ADAGRAD -> {
                for (int i = 0; i < dim; i++) {
                    s[i] += g[i] * g[i];
                }
            }
            case ADAM -> {
                for (int i = 0; i < dim; i++) {
                    s[i] = 0.9 * s[i] + 0.1 * g[i];
                    s[dim + i] = 0.999 * s[dim + i] + 0.001 * g[i] * g[i];
                }
                s[2 * dim]++;
            }
        }
        for (int i = 0; i < dim; i++) {
            w[i] -= rateFactor * optimizer.learningRate() * direction(s, g, i);
            g[i] = 0;
        }
    }

    private double direction(double[] s, double[] g, int i) {
        int dim = g.length;
        return switch (optimizer.type()) {
            case SGD -> g[i];
            case ROW_WISE_ADAGRAD -> g[i] / (Math.sqrt(s[0]) + 1e-8);
            case ADAGRAD -> g[i] / (Math.sqrt(s[i]) + 1e-8);
            case ADAM -> {
                double t = s[2 * dim];
                double alpha = Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
                yield alpha * s[i] / (Math.sqrt(s[dim + i]) + 1e-8);
            }
        };
    }

    private float[] record(int row) {
        float[] record = new float[table.dim() + table.stateSize()];
        table.readRecord(row, record, 0);
        return record;
    }
}
