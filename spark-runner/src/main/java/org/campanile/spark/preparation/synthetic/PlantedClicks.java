package org.campanile.spark.preparation.synthetic;

import java.util.Arrays;
import org.campanile.core.Check;

/**
 * Clicks drawn from a known teacher, so that the best achievable AUC and log loss are known: those of
 * {@link #probability} as the prediction.
 *
 * <p>An example has {@code D} dense features {@code x}, standard normal, and {@code F} categorical features {@code c},
 * whose value {@code n}, counted from 0, has a frequency proportional to {@code (n + 1)^-s}. The teacher is a
 * factorization machine (Rendle 2010) over the categorical features and one field for all dense ones:
 *
 * <pre>
 * z = (linear(x) + linear(c)) / 2 + interactions / sqrt(2)
 * linear(x)     = &lt;w, x&gt;, with w of length 1
 * linear(c)     = sum over f of a_f[c_f] / sqrt(F)
 * interactions  = sum over pairs of fields of &lt;p_f, p_g&gt; / sqrt(pairs * d)
 * P(click)      = 1 / (1 + exp(-(intercept + sharpness * z)))
 * </pre>
 *
 * where {@code a} and the {@code d}-dimensional {@code p_f = p_f[c_f]} are standard normal, and the dense field is
 * {@code p_0 = W x} with rows of length 1. Each of the three parts has variance 1 over random weights, and so has z.
 *
 * <p>Everything is a function of the options and the number of the row. Immutable once built, and safe for use by
 * several threads. Memory: one number per value of a categorical feature.
 */
public final class PlantedClicks {
    private static final long DENSE = 1;
    private static final long CATEGORIES = 2;
    private static final long LABELS = 3;
    private static final long DENSE_WEIGHTS = 4;
    private static final long DENSE_FACTORS = 5;
    private static final long CATEGORY_WEIGHTS = 6;
    private static final long CATEGORY_FACTORS = 7;

    private final SyntheticClicksOptions options;
    private final double[] denseWeights;
    private final double[][] denseFactors;
    private final double[] cumulative;

    public PlantedClicks(SyntheticClicksOptions options) {
        this.options = options;
        this.denseWeights = unit(DENSE_WEIGHTS, 0);
        this.denseFactors = new double[options.rank()][];
        Arrays.setAll(denseFactors, row -> unit(DENSE_FACTORS, row));
        this.cumulative = cumulativeFrequencies();
    }

    /** The dense features of an example, {@code [denseFeatures]}. */
    public float[] dense(long row) {
        float[] values = new float[options.denseFeatures()];
        for (int feature = 0; feature < values.length; feature++) {
            values[feature] = (float) gaussian(DENSE, row, feature);
        }
        return values;
    }

    /** The categorical features of an example, {@code [categoricalFeatures]}, each in {@code [0, cardinality)}. */
    public int[] categories(long row) {
        int[] values = new int[options.categoricalFeatures()];
        Arrays.setAll(values, feature -> category(uniform(CATEGORIES, row, feature)));
        return values;
    }

    /** 1 for a click, 0 for none. */
    public float label(long row) {
        return label(row, probability(dense(row), categories(row)));
    }

    /** The same for a row whose probability is known. */
    float label(long row, double probability) {
        return uniform(LABELS, row, 0) < probability ? 1 : 0;
    }

    /** The probability of a click, in (0, 1): the teacher's prediction. */
    public double probability(float[] dense, int[] categories) {
        Check.that(dense.length == options.denseFeatures(), "there are %d dense features", options.denseFeatures());
        double linear = (linear(dense) + linear(categories)) / 2;
        double z = linear + interactions(dense, categories) / Math.sqrt(2);
        return 1 / (1 + Math.exp(-(options.intercept() + options.sharpness() * z)));
    }

    private double linear(float[] dense) {
        return dot(denseWeights, dense);
    }

    private double linear(int[] categories) {
        double sum = 0;
        for (int feature = 0; feature < categories.length; feature++) {
            sum += gaussian(CATEGORY_WEIGHTS, feature, categories[feature]);
        }
        return sum / Math.sqrt(categories.length);
    }

    /* The sum over pairs is half of (square of the sum - sum of the squares), for each dimension. */
    private double interactions(float[] dense, int[] categories) {
        double twice = 0;
        for (int dimension = 0; dimension < options.rank(); dimension++) {
            double sum = dot(denseFactors[dimension], dense);
            double squares = sum * sum;
            for (int feature = 0; feature < categories.length; feature++) {
                double factor = factor(feature, categories[feature], dimension);
                sum += factor;
                squares += factor * factor;
            }
            twice += sum * sum - squares;
        }
        int fields = categories.length + (dense.length > 0 ? 1 : 0);
        double pairs = Math.max(1, fields * (fields - 1) / 2.0);
        return twice / 2 / Math.sqrt(pairs * options.rank());
    }

    private double factor(int feature, int category, int dimension) {
        return gaussian(CATEGORY_FACTORS, feature, (long) category * options.rank() + dimension);
    }

    private int category(double uniform) {
        int found = Arrays.binarySearch(cumulative, uniform);
        return Math.min(found < 0 ? -found - 1 : found, cumulative.length - 1);
    }

    private double[] cumulativeFrequencies() {
        double[] sums = new double[options.cardinality()];
        double sum = 0;
        for (int value = 0; value < sums.length; value++) {
            sum += Math.pow(value + 1.0, -options.zipfExponent());
            sums[value] = sum;
        }
        double total = sum;
        Arrays.setAll(sums, value -> sums[value] / total);
        return sums;
    }

    private double[] unit(long stream, long row) {
        double[] vector = new double[options.denseFeatures()];
        Arrays.setAll(vector, component -> gaussian(stream, row, component));
        double length =
                Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
        Arrays.setAll(vector, component -> vector[component] / length);
        return vector;
    }

    private double gaussian(long stream, long first, long second) {
        return PlantedRandom.gaussian(options.generatorSeed(), stream, first, second);
    }

    private double uniform(long stream, long first, long second) {
        return PlantedRandom.uniform(options.generatorSeed(), stream, first, second);
    }

    private static double dot(double[] weights, float[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }
}
