package org.campanile.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.sampling.World;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.shard.DatasetFixture;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well samples are mixed that are sorted on disk: 10,000 samples whose only feature is their number, in row groups of
 * 50, read in 8 lanes through windows of 500, over 40 epochs.
 *
 * <p>Only the 200 row groups change places freely. A correlation over 200 independent places has mean 0 and standard
 * deviation {@code 1 / sqrt(199) = 0.0709}; that of one over all samples, rows of a group moving together, is no larger.
 * The mean over 40 epochs has {@code 0.0709 / sqrt(40) = 0.0112}, of which five are 0.056.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ShuffleQualityTest {
    private static final int SAMPLES = 10_000;
    private static final int ROWS_PER_GROUP = 50;
    private static final int EPOCHS = 40;
    private static final double BOUND = 0.056;

    /** The numbers of the samples in the order in which they come, epoch by epoch. */
    private final List<double[]> epochs = new ArrayList<>();

    @BeforeAll
    void readSortedSamples(@TempDir Path folder) {
        Schema schema = new Schema(
                List.of(new CategoricalFeature("number", FeatureSide.CONTEXT, "number")),
                List.of(new Vocabulary("number", SAMPLES)),
                null,
                null);
        Batch rows = new Batch(ColumnSet.of(schema.features()), SAMPLES);
        for (int row = 0; row < SAMPLES; row++) {
            rows.categorical(0)[row] = row;
        }
        rows.setSize(SAMPLES);
        PreparedDataset dataset = new DatasetFixture(new LocalFileStore(folder), schema)
                .shard(Split.TRAIN, rows, ROWS_PER_GROUP)
                .open();
        StreamingReader reader =
                new StreamingReader(dataset, Split.TRAIN, new World(0, 1), new ReaderSettings(11, 8, 500, 256, 2));
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            epochs.add(numbers(reader, epoch));
        }
    }

    private static double[] numbers(StreamingReader reader, int epoch) {
        double[] numbers = new double[SAMPLES];
        try (BatchStream stream = reader.open(new ReaderState(epoch, 0))) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                for (int row = 0; row < batch.size(); row++) {
                    numbers[(int) batch.positions()[row]] = batch.categorical(0)[row];
                }
            }
        }
        return numbers;
    }

    @Test
    void whereASampleStoodSaysNothingOfWhenItComes() {
        assertThat(meanOverEpochs(numbers -> correlation(places(), numbers))).isBetween(-BOUND, BOUND);
    }

    @Test
    void aSampleSaysNothingOfTheOneThatFollows() {
        assertThat(meanOverEpochs(numbers -> lagged(numbers, 1))).isBetween(-BOUND, BOUND);
    }

    /** The next sample of the same lane is 8 places on. It often comes from the same row group, which is what a window is for. */
    @Test
    void windowsMixWhatStandsSideBySide() {
        double withWindow = meanOverEpochs(numbers -> stepsOfOne(numbers, 8));

        // In a window of ten row groups of 50 the sample that stood behind this one follows it in one of 500 cases.
        assertThat(withWindow).isLessThan(0.01);
    }

    @Test
    void epochsHaveNothingToDoWithOneAnother() {
        double sum = 0;
        for (int epoch = 1; epoch < EPOCHS; epoch++) {
            sum += correlation(placesOf(epochs.get(epoch - 1)), placesOf(epochs.get(epoch)));
        }
        assertThat(sum / (EPOCHS - 1)).isBetween(-0.057, 0.057);
    }

    private double meanOverEpochs(Measure measure) {
        return epochs.stream().mapToDouble(measure::of).average().orElseThrow();
    }

    private static double[] places() {
        double[] places = new double[SAMPLES];
        for (int place = 0; place < SAMPLES; place++) {
            places[place] = place;
        }
        return places;
    }

    private static double[] placesOf(double[] numbers) {
        double[] places = new double[SAMPLES];
        for (int place = 0; place < SAMPLES; place++) {
            places[(int) numbers[place]] = place;
        }
        return places;
    }

    private static double lagged(double[] numbers, int lag) {
        double[] first = Arrays.copyOf(numbers, SAMPLES - lag);
        return correlation(first, Arrays.copyOfRange(numbers, lag, SAMPLES));
    }

    /** Share of the places whose sample stood right before the one that comes {@code lag} places later. */
    private static double stepsOfOne(double[] numbers, int lag) {
        int steps = 0;
        for (int place = 0; place + lag < SAMPLES; place++) {
            steps += numbers[place + lag] == numbers[place] + 1 ? 1 : 0;
        }
        return (double) steps / (SAMPLES - lag);
    }

    /** Of two arrangements of the numbers from 0 on, or parts of them. */
    private static double correlation(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double covariance = 0;
        double varianceA = 0;
        double varianceB = 0;
        for (int i = 0; i < a.length; i++) {
            covariance += (a[i] - meanA) * (b[i] - meanB);
            varianceA += (a[i] - meanA) * (a[i] - meanA);
            varianceB += (b[i] - meanB) * (b[i] - meanB);
        }
        return covariance / Math.sqrt(varianceA * varianceB);
    }

    @FunctionalInterface
    private interface Measure {
        double of(double[] numbers);
    }
}
