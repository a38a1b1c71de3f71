package org.campanile.core.transform;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Mean, variance and range of numbers. Sums are exact.
 */
public final class NumberStatistics implements NumberSummary {
    private static final long serialVersionUID = 1L;

    private final Shape shape;
    private final ExactSum sum = new ExactSum();
    private final ExactSum shapedSum = new ExactSum();
    private final ExactSum shapedSquares = new ExactSum();
    private long count;
    private float least = Float.POSITIVE_INFINITY;
    private float greatest = Float.NEGATIVE_INFINITY;

    /** @param shape the shape of the numbers whose variance is asked for */
    public NumberStatistics(Shape shape) {
        this.shape = shape;
    }

    @Override
    public void add(@Nullable Float value) {
        float number = Rescaling.presentOrNaN(value);
        if (Float.isNaN(number)) {
            return;
        }
        /* A float has 24 significant bits: its square is a double without rounding. */
        float shaped = (float) shape.apply(number);
        count++;
        sum.add(number);
        shapedSum.add(shaped);
        shapedSquares.add((double) shaped * shaped);
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
    }

    @Override
    public void merge(NumberSummary other) {
        NumberStatistics statistics = (NumberStatistics) other;
        count += statistics.count;
        sum.add(statistics.sum);
        shapedSum.add(statistics.shapedSum);
        shapedSquares.add(statistics.shapedSquares);
        least = Math.min(least, statistics.least);
        greatest = Math.max(greatest, statistics.greatest);
    }

    /** The mean; 0 without numbers. */
    public float mean() {
        return count == 0 ? 0 : (float) divided(sum.value());
    }

    /** The numbers as they are: shape alone. */
    public Rescaling shaped(float missing) {
        return new Rescaling(shape, missing, 0, 1);
    }

    /** To mean 0 and variance 1 of the shaped numbers; numbers that are all alike become 0. */
    public Rescaling standardized(float missing) {
        if (count == 0) {
            return shaped(missing);
        }
        double mean = divided(shapedSum.value());
        BigDecimal squareOfSum = shapedSum.value().pow(2);
        BigDecimal timesSquares = shapedSquares.value().multiply(BigDecimal.valueOf(count));
        double variance = timesSquares
                .subtract(squareOfSum)
                .divide(BigDecimal.valueOf(count).pow(2), MathContext.DECIMAL64)
                .doubleValue();
        return new Rescaling(shape, missing, mean, variance > 0 ? 1 / Math.sqrt(variance) : 1);
    }

    /** From least to greatest to [0, 1]; numbers that are all alike become 0. */
    public Rescaling minMax(float missing) {
        double range = (double) greatest - least;
        return count == 0 ? shaped(missing) : new Rescaling(shape, missing, least, range > 0 ? 1 / range : 1);
    }

    private double divided(BigDecimal dividend) {
        return dividend.divide(BigDecimal.valueOf(count), MathContext.DECIMAL64).doubleValue();
    }
}
