package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.model.Parameters;
import org.campanile.core.model.RetrievalModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleWeightsTest {
    private static final Interactions WORLD = Interactions.withFeatures(new Random(1));

    @ParameterizedTest
    @EnumSource(RetrievalLoss.class)
    void weightsOfThreeGiveThreeTimesTheLossAndThreeTimesTheStep(RetrievalLoss loss) {
        Batch plain = WORLD.samples(10, new Random(2));
        Batch weighted = WORLD.weighted().samples(10, new Random(2));
        Arrays.fill(weighted.weights(), 3f);

        Step one = step(WORLD, loss, plain);
        Step three = step(WORLD.weighted(), loss, weighted);

        assertThat(three.loss).isCloseTo(3 * one.loss, within(1e-5 * Math.abs(one.loss)));
        assertThat(one.moved()).as("something moves").isPositive();
        for (int i = 0; i < one.before.size(); i++) {
            for (int j = 0; j < one.before.get(i).length; j++) {
                float expected = one.before.get(i)[j]
                        + 3 * (one.after.get(i)[j] - one.before.get(i)[j]);
                assertThat(three.after.get(i)[j]).isCloseTo(expected, within(1e-4f * (1 + Math.abs(expected))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RetrievalLoss.class)
    void aSampleOfWeightZeroIsAsIfItsLossWereNotThere(RetrievalLoss loss) {
        Batch all = WORLD.weighted().samples(10, new Random(2));
        Arrays.fill(all.weights(), 1f);
        Batch first = WORLD.weighted().samples(10, new Random(2));
        first.weights()[0] = 1f;
        Batch others = WORLD.weighted().samples(10, new Random(2));
        Arrays.fill(others.weights(), 1, 10, 1f);

        double sum = step(WORLD.weighted(), loss, first).loss + step(WORLD.weighted(), loss, others).loss;

        assertThat(sum).isCloseTo(step(WORLD.weighted(), loss, all).loss, within(1e-5));
    }

    /** A step of plain SGD from the same parameters. */
    private static Step step(Interactions world, RetrievalLoss loss, Batch batch) {
        TowerOptions options = Options.of(loss, LogQ.NONE, AccidentalHits.MASK);
        try (RetrievalModel model =
                (RetrievalModel) new DssmFactory().create(world.context(options, Interactions.descent(0.5), 9))) {
            Parameters.randomize(model.state(), new Random(4));
            List<float[]> before = Parameters.all(model.state());
            double value = model.trainStep(3, batch).meanLoss();
            return new Step(value, before, Parameters.all(model.state()));
        }
    }

    private record Step(double loss, List<float[]> before, List<float[]> after) {
        double moved() {
            double sum = 0;
            for (int i = 0; i < before.size(); i++) {
                for (int j = 0; j < before.get(i).length; j++) {
                    sum += Math.abs(after.get(i)[j] - before.get(i)[j]);
                }
            }
            return sum;
        }
    }
}
