package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.campanile.core.batch.Batch;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.RetrievalModel;

/** Checks that a step of plain SGD goes down the gradient of a loss, by central differences. */
final class Descent {
    /** Large, and a power of two: what plain SGD subtracts, divided by it, is the gradient with few digits lost. */
    static final double RATE = 64;

    private static final double STEP = 1e-5;

    private Descent() {}

    /**
     * Takes a step with random parameters.
     *
     * @param model trained by {@code Interactions.descent(RATE)}
     * @param loss  the mean over the batch, by the definition
     */
    static void assertStepDescends(RetrievalModel model, int epoch, Batch batch, ToDoubleFunction<Parameters> loss) {
        Parameters.randomize(model.state(), new Random(4));
        Parameters before = Parameters.of(model.state());
        double expectedLoss = loss.applyAsDouble(before);
        assertThat(model.trainStep(epoch, batch).meanLoss()).as("loss").isCloseTo(expectedLoss, within(1e-5));
        Parameters after = Parameters.of(model.state());

        before.values().forEach((name, values) -> {
            for (int i = 0; i < values.length; i++) {
                double value = values[i];
                values[i] = value + STEP;
                double above = loss.applyAsDouble(before);
                values[i] = value - STEP;
                double below = loss.applyAsDouble(before);
                values[i] = value;
                double expected = (above - below) / (2 * STEP);
                double found = (value - after.of(name)[i]) / RATE;
                assertThat(found)
                        .as(
                                "gradient by %s[%d]: the model says %.8f, central differences say %.8f",
                                name, i, found, expected)
                        .isCloseTo(expected, within(1e-4 * Math.abs(expected) + 1e-7));
            }
        });
    }
}
