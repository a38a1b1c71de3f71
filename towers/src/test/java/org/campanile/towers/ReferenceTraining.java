package org.campanile.towers;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.campanile.core.config.TrainingConfiguration;

/**
 * Training in double precision with gradients by central differences: Adam for networks (Kingma, Ba: Adam, ICLR 2015, in
 * the form that divides by {@code sqrt(v) + epsilon}) and row-wise Adagrad for tables.
 */
final class ReferenceTraining {
    private static final double STEP = 1e-5;
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final ReferenceDssm model;
    private final Parameters parameters;
    private final int dim;
    private final TrainingConfiguration training;
    private final Map<String, double[]> firstMoments = new HashMap<>();
    private final Map<String, double[]> secondMoments = new HashMap<>();
    private int steps;

    /** @param dim length of a row of every table */
    ReferenceTraining(ReferenceDssm model, Parameters parameters, int dim, TrainingConfiguration training) {
        this.model = model;
        this.parameters = parameters;
        this.dim = dim;
        this.training = training;
        parameters.values().forEach((name, values) -> {
            firstMoments.put(name, new double[values.length]);
            secondMoments.put(name, new double[values.length]);
        });
    }

    /** Takes one step and returns the loss before it. */
    double step(int epoch, Batch batch) {
        double loss = model.loss(parameters, epoch, batch);
        Map<String, double[]> gradients = new HashMap<>();
        parameters.values().forEach((name, values) -> gradients.put(name, gradient(values, epoch, batch)));
        steps++;
        parameters.values().forEach((name, values) -> {
            if (name.endsWith("-tower")) {
                adam(name, values, gradients.get(name));
            } else {
                rowWiseAdagrad(name, values, gradients.get(name));
            }
        });
        return loss;
    }

    private double[] gradient(double[] values, int epoch, Batch batch) {
        double[] gradient = new double[values.length];
        Arrays.setAll(gradient, i -> {
            double value = values[i];
            values[i] = value + STEP;
            double above = model.loss(parameters, epoch, batch);
            values[i] = value - STEP;
            double below = model.loss(parameters, epoch, batch);
            values[i] = value;
            return (above - below) / (2 * STEP);
        });
        return gradient;
    }

    private void adam(String name, double[] values, double[] gradient) {
        double[] m = firstMoments.get(name);
        double[] v = secondMoments.get(name);
        double rate = training.denseOptimizer().learningRate()
                * Math.sqrt(1 - Math.pow(BETA_2, steps))
                / (1 - Math.pow(BETA_1, steps));
        for (int i = 0; i < values.length; i++) {
            m[i] = BETA_1 * m[i] + (1 - BETA_1) * gradient[i];
            v[i] = BETA_2 * v[i] + (1 - BETA_2) * gradient[i] * gradient[i];
            values[i] -= rate * m[i] / (Math.sqrt(v[i]) + EPSILON);
        }
    }

    private void rowWiseAdagrad(String name, double[] values, double[] gradient) {
        double[] accumulated = secondMoments.get(name);
        for (int row = 0; row < values.length; row += dim) {
            for (int d = 0; d < dim; d++) {
                accumulated[row] += gradient[row + d] * gradient[row + d] / dim;
            }
            double rate = training.sparseOptimizer().learningRate() / (Math.sqrt(accumulated[row]) + EPSILON);
            for (int d = 0; d < dim; d++) {
                values[row + d] -= rate * gradient[row + d];
            }
        }
    }
}
