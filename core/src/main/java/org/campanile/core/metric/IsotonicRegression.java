package org.campanile.core.metric;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.Check;

/**
 * The rising function with the least squared error (Zadrozny, Elkan: Transforming Classifier Scores into Accurate Multiclass
 * Probability Estimates, KDD 2002), found by pooling adjacent violators: neighbouring groups of samples are pooled as long as
 * the rate does not rise from one to the next. Between the groups' mean predictions the rate is interpolated linearly, so that
 * different predictions mostly stay different; outside it stays as it is.
 *
 * @param predictions mean prediction of each group, rising
 * @param rates       share of positive samples of each, not falling
 */
public record IsotonicRegression(List<Double> predictions, List<Double> rates) implements Calibration {
    public IsotonicRegression {
        predictions = List.copyOf(predictions);
        rates = List.copyOf(rates);
        Check.that(
                !predictions.isEmpty() && predictions.size() == rates.size(),
                "%d predictions do not fit %d rates",
                predictions.size(),
                rates.size());
    }

    /** A group of neighbouring samples. */
    private record Pool(double predictionSum, double positives, long samples) {
        Pool with(Pool other) {
            return new Pool(predictionSum + other.predictionSum, positives + other.positives, samples + other.samples);
        }

        double rate() {
            return positives / samples;
        }
    }

    static IsotonicRegression fit(List<ReliabilityPoint> bins) {
        List<Pool> pools = new ArrayList<>();
        for (ReliabilityPoint bin : bins) {
            long samples = bin.samples();
            Pool pool = new Pool(bin.predicted() * samples, bin.observed() * samples, samples);
            while (!pools.isEmpty() && pools.get(pools.size() - 1).rate() >= pool.rate()) {
                pool = pools.remove(pools.size() - 1).with(pool);
            }
            pools.add(pool);
        }
        return new IsotonicRegression(
                pools.stream().map(pool -> pool.predictionSum / pool.samples).toList(),
                pools.stream().map(Pool::rate).toList());
    }

    @Override
    public float apply(float probability) {
        int last = predictions.size() - 1;
        if (probability <= predictions.get(0)) {
            return rates.get(0).floatValue();
        }
        if (probability >= predictions.get(last)) {
            return rates.get(last).floatValue();
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (predictions.get(middle) <= probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double share = (probability - predictions.get(low)) / (predictions.get(high) - predictions.get(low));
        return (float) (rates.get(low) + share * (rates.get(high) - rates.get(low)));
    }
}
