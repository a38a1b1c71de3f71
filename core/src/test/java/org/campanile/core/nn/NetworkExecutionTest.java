package org.campanile.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.AllocatedBytes;
import org.campanile.core.CampanileException;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.config.ScheduleConfiguration;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.optimizer.LearningRates;
import org.campanile.core.parallel.Shares;
import org.campanile.core.parallel.TeamTask;
import org.campanile.core.parallel.ThreadTeam;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkExecutionTest {
    private static final int INPUTS = 7;
    private static final int OUTPUTS = 5;

    @ParameterizedTest
    @EnumSource
    void fusedTrainingIsThatOfDl4jsOwnLayersAndUpdaters(DenseOptimizerType type) {
        for (Activation activation : Activation.values()) {
            DenseNetworkSettings settings = settings(activation, OUTPUTS, type);
            try (DenseNetwork fused = network(settings, "fused");
                    DenseNetwork dl4j = network(settings, "dl4j")) {
                LearningRates rates =
                        new LearningRates(new ScheduleConfiguration(ScheduleConfiguration.Type.COSINE, 3, 0.2), 10);
                fused.follow(rates);
                dl4j.follow(rates);
                for (int step = 0; step < 10; step++) {
                    rates.moveTo(step);
                    train(fused, 13, step);
                    train(dl4j, 13, step);
                }
                // Ten steps of single-precision sums of 13 products each, in different orders.
                assertThat(parameters(fused)).as("%s", activation).containsExactly(parameters(dl4j), within(2e-5f));
                assertThat(fused.inputGradient().get(12, 3))
                        .isCloseTo(dl4j.inputGradient().get(12, 3), within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"fused, 1", "fused, 2", "fused, 3", "dl4j, 2"})
    void aTeamTrainsAsOneThreadDoes(String execution, int threads) {
        DenseNetworkSettings settings = settings(Activation.RELU, 1, DenseOptimizerType.ADAM);
        try (DenseNetwork alone = network(settings, "fused");
                DenseNetwork shared = network(settings, execution);
                ThreadTeam team = new ThreadTeam(threads, "test")) {
            for (int step = 0; step < 8; step++) {
                // Also batches with fewer rows than threads.
                int rows = step % 2 == 0 ? 17 : 2;
                train(alone, rows, step);
                train(shared, rows, step, team);
            }
            assertThat(parameters(shared)).containsExactly(parameters(alone), within(2e-5f));
            assertThat(shared.iteration()).isEqualTo(8);
        }
    }

    @Test
    void aTeamOfTheSameSizeComputesTheSameBits() {
        assertThat(trainedByTeam()).containsExactly(trainedByTeam());
    }

    private static float[] trainedByTeam() {
        DenseNetworkSettings settings = settings(Activation.TANH, OUTPUTS, DenseOptimizerType.ADAGRAD);
        try (DenseNetwork network = network(settings, "fused");
                ThreadTeam team = new ThreadTeam(3, "test")) {
            for (int step = 0; step < 20; step++) {
                train(network, 64, step, team);
            }
            return parameters(network);
        }
    }

    @Test
    void aPassToTheParametersLeavesTheInputsGradientAlone() {
        DenseNetworkSettings settings = settings(Activation.RELU, OUTPUTS, DenseOptimizerType.SGD);
        try (DenseNetwork whole = network(settings, "fused");
                DenseNetwork part = network(settings, "fused")) {
            fill(part, 4, 1);
            part.inputGradient().fill(3f);
            part.forward(0, 0, 4);
            part.backward(0, 0, 4, BackwardScope.PARAMETERS);
            part.update();
            train(whole, 4, 1);
            assertThat(parameters(part)).containsExactly(parameters(whole));
            assertThat(part.inputGradient().get(2, 2)).isEqualTo(3f);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, NONE", "2, NONE", "1, BATCH", "2, BATCH"})
    void aStepAllocatesNothing(int threads, Normalization normalization) {
        DenseNetworkSettings settings =
                settings(Activation.RELU, OUTPUTS, DenseOptimizerType.ADAM).withNormalization(normalization);
        try (DenseNetwork network = network(settings, "fused");
                ThreadTeam team = new ThreadTeam(threads, "test")) {
            Step step = new Step(network, team, 32);
            network.ensureCapacity(32, threads);
            step.run();
            long nativeBytes = Pointer.totalBytes();
            assertThat(AllocatedBytes.inSteadyState(step::run))
                    .as("bytes on the heap")
                    .isZero();
            // What tests before left behind may be collected meanwhile; thousands of steps would outweigh it.
            assertThat(Pointer.totalBytes()).as("bytes off the heap").isLessThanOrEqualTo(nativeBytes);
        }
    }

    /** A step whose pieces of work are made once, as a model makes them. */
    private static final class Step {
        private final DenseNetwork network;
        private final ThreadTeam team;
        private final int rows;
        private final TeamTask pass = this::pass;
        private final TeamTask update = this::update;

        Step(DenseNetwork network, ThreadTeam team, int rows) {
            this.network = network;
            this.team = team;
            this.rows = rows;
        }

        void run() {
            team.run(pass);
            team.run(update);
            network.finishStep();
        }

        private void pass(int member) {
            int from = Shares.begin(member, team.size(), rows);
            int count = Shares.end(member, team.size(), rows) - from;
            network.forward(member, from, count, ForwardMode.TRAINING);
            network.backward(member, from, count, BackwardScope.INPUT);
        }

        private void update(int member) {
            network.update(member, team.size());
        }
    }

    @Test
    void dropoutZeroesItsShareOfOutputsAndDividesTheOthersByTheRest() {
        // Every output of the one relu layer is 1: its biases are 1, its weights 0. The last layer passes it on.
        DenseNetworkSettings settings = new DenseNetworkSettings(
                        "dropping",
                        1,
                        List.of(1),
                        1,
                        Activation.RELU,
                        Activation.IDENTITY,
                        new DenseOptimizerConfiguration(DenseOptimizerType.SGD, 0.01),
                        3)
                .withDropout(0.3);
        int rows = 20_000;
        try (DenseNetwork network = network(settings, "fused")) {
            network.writeParameters(new float[] {0, 1, 1, 0});
            network.ensureCapacity(rows, 1);
            network.forward(0, 0, rows, ForwardMode.TRAINING);
            int left = 0;
            for (int row = 0; row < rows; row++) {
                float output = network.output().get(row, 0);
                assertThat(output).isCloseTo(output == 0f ? 0f : 1 / 0.7f, within(1e-5f));
                left += output == 0f ? 1 : 0;
            }
            // Binomial with standard deviation sqrt(0.3 * 0.7 / 20000) = 0.0032.
            assertThat(left / (double) rows).isCloseTo(0.3, within(0.015));
            network.outputGradient().fill(1f);
            network.backward(0, 0, rows, BackwardScope.INPUT);
            network.update();
            float[] updated = parameters(network);
            // The hidden bias has the gradient 1 / 0.7 of each kept row, and 0 of those left out.
            assertThat(updated[1]).isCloseTo(1 - 0.01f * (rows - left) / 0.7f, within(0.05f));
            network.forward(0, 0, rows, ForwardMode.INFERENCE);
            assertThat(network.output().get(0, 0)).isEqualTo(network.output().get(rows - 1, 0));
        }
    }

    @Test
    void dropoutNeedsFusedExecution() {
        DenseNetworkSettings settings =
                settings(Activation.RELU, 1, DenseOptimizerType.SGD).withDropout(0.5);
        assertThatThrownBy(() -> NetworkExecutions.create(settings, "dl4j"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("dropout of tower is 0.5, but only fused execution has dropout, which needs ND4J on the"
                        + " processor: set dropout to 0.");
    }

    @Test
    void unknownExecutionsAreRefused() {
        DenseNetworkSettings settings = settings(Activation.RELU, 1, DenseOptimizerType.SGD);
        assertThatThrownBy(() -> NetworkExecutions.create(settings, "fast"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("-Dcampanile.dense=fast is unknown: choose fused or dl4j, or leave it out.");
    }

    private static void train(DenseNetwork network, int rows, long seed) {
        fill(network, rows, seed);
        network.forward(rows);
        network.backward(rows);
        network.update();
    }

    private static void train(DenseNetwork network, int rows, long seed, ThreadTeam team) {
        network.ensureCapacity(rows, team.size());
        fill(network, rows, seed);
        new Step(network, team, rows).run();
    }

    private static void fill(DenseNetwork network, int rows, long seed) {
        Random random = new Random(seed);
        fill(network.input(rows), rows, random);
        fill(network.outputGradient(rows), rows, random);
    }

    private static void fill(FloatMatrix matrix, int rows, Random random) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                matrix.set(row, column, (float) random.nextGaussian() / rows);
            }
        }
    }

    private static DenseNetwork network(DenseNetworkSettings settings, String execution) {
        return new DenseNetwork(settings, NetworkExecutions.create(settings, execution));
    }

    private static DenseNetworkSettings settings(Activation activation, int outputs, DenseOptimizerType type) {
        return new DenseNetworkSettings(
                "tower",
                INPUTS,
                List.of(11, 6),
                outputs,
                activation,
                Activation.IDENTITY,
                new DenseOptimizerConfiguration(type, 0.01, type == DenseOptimizerType.ADAMW ? 0.3 : 0),
                3);
    }

    private static float[] parameters(DenseNetwork network) {
        float[] values = new float[network.size()];
        network.readParameters(values);
        return values;
    }
}
