package org.campanile.spark.preparation.synthetic;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * Interactions drawn from a known distribution, so that the best achievable ranking is known.
 *
 * <p>Item {@code i}, counted from 0, has the popularity {@code q_i = (i + 1)^-s} and a vector {@code v_i} of {@code d}
 * standard normal numbers. User {@code u} has {@code M} interests, vectors {@code w_um} of length 1. Then
 *
 * <pre>
 * P(i | u) = q_i * mean over m of exp(beta * &lt;w_um, v_i&gt;) / Z_u
 * </pre>
 *
 * where {@code s} is {@code zipf-exponent}, {@code d} is {@code rank}, {@code M} is {@code interests} and {@code beta} is
 * {@code sharpness}. With one interest {@code log P} is a dot product plus the logarithm of the popularity, up to a
 * constant of the user: what a two-tower model with a bias, or with the logQ correction, can represent exactly.
 *
 * <p>A user's sequence is drawn from {@code P} without replacement: each next item by {@code P} among those not yet
 * taken. So ranking the items that a user has not seen by {@code P} is the best anyone can do for the next one.
 *
 * <p>Everything is a function of the options, computed when asked for; a user costs {@code items * rank * interests}
 * multiplications. Immutable once built, and safe for use by several threads. Memory: the item vectors.
 */
public final class PlantedInteractions {
    private static final long ITEM_VECTORS = 1;
    private static final long INTERESTS = 2;
    private static final long DRAWS = 3;

    private final SyntheticInteractionsOptions options;
    private final double[][] itemVectors;

    public PlantedInteractions(SyntheticInteractionsOptions options) {
        requireEnoughItems(options);
        this.options = options;
        this.itemVectors = new double[options.items()][];
        Arrays.setAll(itemVectors, item -> gaussians(ITEM_VECTORS, item, options.rank()));
    }

    /** Throws unless a user can take as many different items as the options say. */
    static void requireEnoughItems(SyntheticInteractionsOptions options) {
        if (options.interactionsPerUser() > options.items()) {
            throw new CampanileException("data.interactions-per-user is " + options.interactionsPerUser()
                    + ", but data.items only " + options.items() + ": a user takes each item once at most.");
        }
    }

    /** {@code P(i | u)} of every item {@code i} for a user, {@code [items]}; the sum is 1. */
    public double[] probabilities(int user) {
        double[] logits = logits(user);
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] probabilities = new double[logits.length];
        Arrays.setAll(probabilities, item -> Math.exp(logits[item] - largest));
        double sum = Arrays.stream(probabilities).sum();
        Arrays.setAll(probabilities, item -> probabilities[item] / sum);
        return probabilities;
    }

    /** The items a user takes, in order of time, {@code [interactionsPerUser]}. */
    public int[] sequence(int user) {
        double[] keys = logits(user);
        /* The largest of logits plus Gumbel noise are draws without replacement (Yellott 1977). */
        Arrays.setAll(keys, item -> keys[item] + PlantedRandom.gumbel(options.generatorSeed(), DRAWS, user, item));
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        double smallestTaken = sorted[sorted.length - options.interactionsPerUser()];
        return IntStream.range(0, keys.length)
                .filter(item -> keys[item] >= smallestTaken)
                .boxed()
                .sorted(Comparator.comparingDouble(item -> -keys[item]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * The place, from 1, of the user's last item when those that the user has not taken before are ranked by
     * {@code P}: what the best possible model reaches on the leave-one-out test.
     */
    public int oracleRank(int user) {
        int[] sequence = sequence(user);
        double[] probabilities = probabilities(user);
        int target = sequence[sequence.length - 1];
        double targetProbability = probabilities[target];
        for (int step = 0; step < sequence.length - 1; step++) {
            probabilities[sequence[step]] = 0;
        }
        return 1
                + (int) Arrays.stream(probabilities)
                        .filter(probability -> probability > targetProbability)
                        .count();
    }

    /* log P(i | u) + log Z_u */
    private double[] logits(int user) {
        Check.that(user >= 0 && user < options.users(), "user must be in [0, %d), but is %d", options.users(), user);
        double[][] interests = new double[options.interests()][];
        Arrays.setAll(interests, interest -> interest(user, interest));
        double[] logits = new double[itemVectors.length];
        Arrays.setAll(
                logits, item -> affinity(interests, itemVectors[item]) - options.zipfExponent() * Math.log(item + 1.0));
        return logits;
    }

    /* log(mean over m of exp(beta * <w_m, v>)), with the largest exponent taken out */
    private double affinity(double[][] interests, double[] itemVector) {
        double[] exponents = Arrays.stream(interests)
                .mapToDouble(interest -> options.sharpness() * dot(interest, itemVector))
                .toArray();
        double largest = Arrays.stream(exponents).max().orElseThrow();
        double mean = Arrays.stream(exponents)
                .map(exponent -> Math.exp(exponent - largest))
                .average()
                .orElseThrow();
        return largest + Math.log(mean);
    }

    private double[] interest(int user, int interest) {
        double[] vector = gaussians(INTERESTS, (long) user * options.interests() + interest, options.rank());
        double length = Math.sqrt(dot(vector, vector));
        Arrays.setAll(vector, component -> vector[component] / length);
        return vector;
    }

    private double[] gaussians(long stream, long row, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, component -> PlantedRandom.gaussian(options.generatorSeed(), stream, row, component));
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
