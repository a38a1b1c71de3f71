package org.campanile.core.embedding;

import org.campanile.core.config.SparseOptimizerConfiguration;

/**
 * What {@link LocalEmbeddingTable} must do, in the plainest way and in double precision: a gradient of the size of the
 * table, and an optimizer that goes over all rows.
 */
final class DenseReferenceTable {
    private final SparseOptimizerConfiguration optimizer;
    private final double[][] weights;
    private final double[] accumulated;
    private final double[][] gradient;

    DenseReferenceTable(LocalEmbeddingTable table, SparseOptimizerConfiguration optimizer) {
        this.optimizer = optimizer;
        this.weights = new double[table.rows()][table.dim()];
        this.accumulated = new double[table.rows()];
        this.gradient = new double[table.rows()][table.dim()];
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, record, 0);
            for (int column = 0; column < table.dim(); column++) {
                weights[row][column] = record[column];
            }
        }
    }

    double[] row(int row) {
        return weights[row];
    }

    double accumulated(int row) {
        return accumulated[row];
    }

    /** Sum, or mean, of the rows; zeros when there are none. */
    double[] pooled(int[] ids, Pooling pooling) {
        double[] result = new double[weights[0].length];
        for (int id : ids) {
            for (int column = 0; column < result.length; column++) {
                result[column] += weights[id][column] / divisor(ids, pooling);
            }
        }
        return result;
    }

    void addPooledGradient(int[] ids, Pooling pooling, double[] pooledGradient) {
        for (int id : ids) {
            for (int column = 0; column < pooledGradient.length; column++) {
                gradient[id][column] += pooledGradient[column] / divisor(ids, pooling);
            }
        }
    }

    void update() {
        for (int row = 0; row < weights.length; row++) {
            double rate = optimizer.learningRate() * factor(row);
            for (int column = 0; column < weights[row].length; column++) {
                weights[row][column] -= rate * gradient[row][column];
                gradient[row][column] = 0;
            }
        }
    }

    private double factor(int row) {
        return switch (optimizer.type()) {
            case SGD -> 1;
            case ROW_WISE_ADAGRAD -> {
                double squares = 0;
                for (double value : gradient[row]) {
                    squares += value * value;
                }
                accumulated[row] += squares / gradient[row].length;
                yield 1 / (Math.sqrt(accumulated[row]) + 1e-8);
            }
        };
    }

    private static double divisor(int[] ids, Pooling pooling) {
        return pooling == Pooling.MEAN ? ids.length : 1;
    }
}
