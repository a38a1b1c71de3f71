package org.campanile.core.tracking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.chart.ChartPoint;

/** The values of one metric by step, gathered point by point. */
final class MetricCurve {
    private long[] steps = new long[64];
    private double[] values = new double[64];
    private int size;

    void add(long step, double value) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        steps[size] = step;
        values[size++] = value;
    }

    /**
     * The curve in step order with at most so many points, each the mean of neighbours. Of several values of one step,
     * which a resumed run leaves behind, the last one counts.
     */
    List<ChartPoint> line(int mostPoints) {
        int[] order = lastOfEachStep();
        int points = Math.min(order.length, mostPoints);
        return IntStream.range(0, points)
                .mapToObj(point -> mean(Arrays.copyOfRange(order, (int) ((long) point * order.length / points), (int)
                        ((long) (point + 1) * order.length / points))))
                .toList();
    }

    /** The sum over all steps; of several values of one step the last one counts. */
    double sum() {
        return IntStream.of(lastOfEachStep())
                .mapToDouble(i -> values[i])
                .filter(Double::isFinite)
                .sum();
    }

    private ChartPoint mean(int[] group) {
        double step = IntStream.of(group).mapToLong(i -> steps[i]).average().orElseThrow();
        double value = IntStream.of(group)
                .mapToDouble(i -> values[i])
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
        return new ChartPoint(step, value);
    }

    private int[] lastOfEachStep() {
        Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong(i -> steps[i]));
        return IntStream.range(0, size)
                .filter(i -> i == size - 1 || steps[order[i]] != steps[order[i + 1]])
                .map(i -> order[i])
                .toArray();
    }
}
