package org.campanile.core.model;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.campanile.core.config.TrainingConfiguration;
import org.campanile.core.embedding.TableState;

/**
 * Training in double precision with gradients by central differences: Adam for networks (Kingma, Ba: Adam, ICLR 2015, in
 * the form that divides by {@code sqrt(v) + epsilon}) and row-wise Adagrad for tables.
 */
public final class ReferenceTraining {
    private static final double STEP = 1e-5;
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Parameters parameters;
    private final Map<String, Integer> dims = new HashMap<>();
    private final TrainingConfiguration training;
    private final Map<String, double[]> firstMoments = new HashMap<>();
    private final Map<String, double[]> secondMoments = new HashMap<>();
    private int steps;

    /** Begins with the parameters that the model has now. */
    public ReferenceTraining(ModelState state, TrainingConfiguration training) {
        this.parameters = Parameters.of(state);
        this.training = training;
        List<TableState> tables = state.tables();
        tables.forEach(table -> dims.put(table.name(), table.dim()));
        parameters.values().forEach((name, values) -> {
            firstMoments.put(name, new double[values.length]);
            secondMoments.put(name, new double[values.length]);
        });
    }

    /**
     * Takes one step and returns the loss before it.
     *
     * @param loss the mean loss of the step's samples, given the parameters
     */
    public double step(ToDoubleFunction<Parameters> loss) {
        double before = loss.applyAsDouble(parameters);
        Map<String, double[]> gradients = new HashMap<>();
        parameters.values().forEach((name, values) -> gradients.put(name, gradient(values, loss)));
        steps++;
        parameters.values().forEach((name, values) -> {
            if (dims.containsKey(name)) {
                rowWiseAdagrad(name, values, gradients.get(name));
            } else {
                adam(name, values, gradients.get(name));
            }
        });
        return before;
    }

    private double[] gradient(double[] values, ToDoubleFunction<Parameters> loss) {
        double[] gradient = new double[values.length];
        Arrays.setAll(gradient, i -> {
            double value = values[i];
            values[i] = value + STEP;
            double above = loss.applyAsDouble(parameters);
            values[i] = value - STEP;
            double below = loss.applyAsDouble(parameters);
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
        int dim = dims.get(name);
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
