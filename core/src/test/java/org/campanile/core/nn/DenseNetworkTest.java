package org.campanile.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.campanile.core.nn.NetworkNumbers.fill;
import static org.campanile.core.nn.NetworkNumbers.floats;
import static org.campanile.core.nn.NetworkNumbers.parameters;
import static org.campanile.core.nn.NetworkNumbers.randomizeParameters;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bytedeco.javacpp.Pointer;
import org.campanile.core.CampanileException;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.math.FloatMatrix;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DenseNetworkTest {
    private static final double WEIGHT_DECAY = 0.3;
    private static final int INPUTS = 3;
    private static final int OUTPUTS = 2;
    private static final double STEP = 1e-4;

    @ParameterizedTest
    @EnumSource
    void outputIsThatOfTheDefinition(Activation activation) {
        DenseNetworkSettings settings = settings(List.of(5, 4), activation, DenseOptimizerType.SGD, 1);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            double[][] input = randomize(network, 7, new Random(1));

            FloatMatrix output = network.forward(7);

            double[] parameters = parameters(network);
            for (int row = 0; row < 7; row++) {
                double[] expected = new ReferenceNetwork(settings).forward(parameters, input[row]);
                for (int column = 0; column < OUTPUTS; column++) {
                    assertThat((double) output.get(row, column))
                            .as("output %d of row %d", column, row)
                            .isCloseTo(expected[column], within(1e-5));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreCentralDifferencesOfTheLoss(Activation activation) {
        DenseNetworkSettings settings = settings(List.of(5, 4), activation, DenseOptimizerType.SGD, 1);
        gradientsAreCentralDifferencesOfTheLoss(settings);
    }

    @Test
    void gradientsOfASingleLinearLayerAreCentralDifferencesOfTheLoss() {
        gradientsAreCentralDifferencesOfTheLoss(settings(List.of(), Activation.IDENTITY, DenseOptimizerType.SGD, 1));
    }

    /** The loss is the sum of outputs times fixed weights, so that these weights are its gradient by the output. */
    private static void gradientsAreCentralDifferencesOfTheLoss(DenseNetworkSettings settings) {
        int rows = 6;
        Random random = new Random(2);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            double[][] input = randomize(network, rows, random);
            double[][] weights = fill(network.outputGradient(rows), rows, random);
            double[] before = parameters(network);

            network.forward(rows);
            FloatMatrix inputGradient = network.backward(rows);
            network.update();

            // With a learning rate of 1, plain SGD subtracts the gradient itself.
            double[] after = parameters(network);
            for (int i = 0; i < before.length; i++) {
                double[] moved = before.clone();
                moved[i] = before[i] + STEP;
                double above = loss(settings, moved, input, weights);
                moved[i] = before[i] - STEP;
                double below = loss(settings, moved, input, weights);
                assertGradient("parameter " + i, before[i] - after[i], (above - below) / (2 * STEP));
            }
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < INPUTS; column++) {
                    double value = input[row][column];
                    input[row][column] = value + STEP;
                    double above = loss(settings, before, input, weights);
                    input[row][column] = value - STEP;
                    double below = loss(settings, before, input, weights);
                    input[row][column] = value;
                    assertGradient(
                            "input (" + row + ", " + column + ")",
                            inputGradient.get(row, column),
                            (above - below) / (2 * STEP));
                }
            }
        }
    }

    private static void assertGradient(String what, double found, double expected) {
        assertThat(found)
                .as("gradient by %s: the network says %.7f, central differences say %.7f", what, found, expected)
                .isCloseTo(expected, within(1e-4 * Math.max(1, Math.abs(expected))));
    }

    private static double loss(
            DenseNetworkSettings settings, double[] parameters, double[][] input, double[][] weights) {
        ReferenceNetwork reference = new ReferenceNetwork(settings);
        double loss = 0;
        for (int row = 0; row < input.length; row++) {
            double[] output = reference.forward(parameters, input[row]);
            for (int column = 0; column < output.length; column++) {
                loss += output[column] * weights[row][column];
            }
        }
        return loss;
    }

    @Test
    void smallerAndLargerBatchesFollowEachOther() {
        DenseNetworkSettings settings = settings(List.of(4), Activation.TANH, DenseOptimizerType.SGD, 1);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            Random random = new Random(3);
            for (int rows : new int[] {4, 2, 1, 9, 3}) {
                double[][] input = randomize(network, rows, random);
                FloatMatrix output = network.forward(rows);
                double[] expected = new ReferenceNetwork(settings).forward(parameters(network), input[rows - 1]);
                assertThat((double) output.get(rows - 1, 1)).isCloseTo(expected[1], within(1e-5));

                fill(network.outputGradient(rows), rows, random);
                network.backward(rows);
                network.update();
            }
        }
    }

    @Test
    void backwardPassWithoutItsForwardPassIsRefused() {
        try (DenseNetwork network = DenseNetwork.create(adam(1))) {
            randomize(network, 4, new Random(4));
            network.forward(4);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.backward(3))
                    .withMessage("a backward pass of 3 rows must follow a forward pass for training of as many");
            assertThatThrownBy(network::update)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an update must follow a backward pass");
        }
    }

    @ParameterizedTest
    @EnumSource
    void optimizerFollowsItsFormula(DenseOptimizerType type) {
        DenseNetworkSettings settings = settings(List.of(4), Activation.TANH, type, 0.05);
        DenseNetworkSettings plain = settings(List.of(4), Activation.TANH, DenseOptimizerType.SGD, 1);
        try (DenseNetwork network = DenseNetwork.create(settings);
                DenseNetwork probe = DenseNetwork.create(plain)) {
            ReferenceOptimizer optimizer = new ReferenceOptimizer(type, 0.05, network.size());
            double[] expected = parameters(network);
            for (int step = 0; step < 4; step++) {
                // The gradient of a step is what plain SGD with a learning rate of 1 subtracts.
                probe.writeParameters(floats(network));
                double[] before = parameters(probe);
                step(probe, 5, step);
                double[] after = parameters(probe);
                double[] gradient = new double[before.length];
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] = before[i] - after[i];
                }
                optimizer.step(expected, gradient);

                step(network, 5, step);

                assertThat(parameters(network)).as("after step %d", step + 1).containsExactly(expected, within(2e-4));
            }
            assertThat(network.iteration()).isEqualTo(4);
        }
    }

    /** The optimizers by their formulas, in double precision. */
    private static final class ReferenceOptimizer {
        private final DenseOptimizerType type;
        private final double rate;
        private final double[] first;
        private final double[] second;
        private int steps;

        ReferenceOptimizer(DenseOptimizerType type, double rate, int size) {
            this.type = type;
            this.rate = rate;
            this.first = new double[size];
            this.second = new double[size];
        }

        void step(double[] parameters, double[] gradient) {
            steps++;
            for (int i = 0; i < parameters.length; i++) {
                double g = gradient[i];
                switch (type) {
                    case SGD -> parameters[i] -= rate * g;
                    case ADAGRAD -> {
                        second[i] += g * g;
                        parameters[i] -= rate * g / (Math.sqrt(second[i]) + 1e-6);
                    }
                    case ADAM, ADAMW -> {
                        parameters[i] -= type == DenseOptimizerType.ADAMW ? rate * WEIGHT_DECAY * parameters[i] : 0;
                        first[i] = 0.9 * first[i] + 0.1 * g;
                        second[i] = 0.999 * second[i] + 0.001 * g * g;
                        double mean = first[i] / (1 - Math.pow(0.9, steps));
                        double square = second[i] / (1 - Math.pow(0.999, steps));
                        parameters[i] -= rate * mean / (Math.sqrt(square) + 1e-8);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void trainingGoesOnExactlyFromSavedState(DenseOptimizerType type) {
        DenseNetworkSettings settings = settings(List.of(4), Activation.RELU, type, 0.05);
        try (DenseNetwork undisturbed = DenseNetwork.create(settings);
                DenseNetwork resumed = DenseNetwork.create(settings)) {
            step(undisturbed, 5, 1);
            step(undisturbed, 5, 2);
            float[] state = new float[undisturbed.updaterStateSize()];
            undisturbed.readUpdaterState(state);
            resumed.writeParameters(floats(undisturbed));
            resumed.writeUpdaterState(state);
            resumed.setIteration(undisturbed.iteration());

            step(undisturbed, 5, 3);
            step(resumed, 5, 3);

            assertThat(floats(resumed)).containsExactly(floats(undisturbed));
        }
    }

    @Test
    void initialParametersDependOnSeedAndName() {
        assertThat(initial(adam(1))).containsExactly(initial(adam(1)));
        assertThat(initial(adam(1))).isNotEqualTo(initial(adam(2)));
        DenseNetworkSettings tower = adam(1);
        DenseNetworkSettings other = new DenseNetworkSettings(
                "other-tower",
                tower.inputSize(),
                tower.hiddenSizes(),
                tower.outputSize(),
                tower.hiddenActivation(),
                tower.outputActivation(),
                tower.optimizer(),
                tower.seed());
        assertThat(initial(other)).isNotEqualTo(initial(tower));
    }

    @Test
    void initialWeightsSpreadAsTheActivationAsks() {
        DenseNetworkSettings settings = new DenseNetworkSettings(
                "tower",
                100,
                List.of(200),
                100,
                Activation.RELU,
                Activation.IDENTITY,
                optimizer(DenseOptimizerType.SGD, 1),
                5);
        float[] values = initial(settings);
        // He before relu: variance 2 / inputs. Glorot before the linear output: 2 / (inputs + outputs).
        assertThat(variance(values, 0, 20_000)).isCloseTo(2.0 / 100, within(0.001));
        assertThat(variance(values, 20_200, 20_000)).isCloseTo(2.0 / 300, within(0.0005));
        assertThat(values[20_000]).as("first bias").isZero();
    }

    private static double variance(float[] values, int from, int count) {
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            squares += values[i] * values[i];
        }
        return squares / count;
    }

    @Test
    void stockDl4jReadsTheWrittenNetworkAndComputesTheSame() throws IOException {
        try (DenseNetwork network = DenseNetwork.create(adam(1))) {
            step(network, 5, 1);
            double[][] input = randomize(network, 6, new Random(6));
            FloatMatrix output = network.forward(6);

            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            network.writeNetwork(bytes);
            MultiLayerNetwork stock =
                    ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()));

            INDArray expected = stock.output(Nd4j.createFromArray(input).castTo(DataType.FLOAT));
            for (int row = 0; row < 6; row++) {
                for (int column = 0; column < OUTPUTS; column++) {
                    assertThat(output.get(row, column)).isCloseTo(expected.getFloat(row, column), within(1e-5f));
                }
            }
        }
    }

    @Test
    void writtenNetworkIsReadBackExactly() throws IOException {
        try (DenseNetwork network = DenseNetwork.create(adam(1));
                DenseNetwork copy = DenseNetwork.create(adam(2))) {
            step(network, 5, 1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            network.writeNetwork(bytes);
            copy.readNetwork(new ByteArrayInputStream(bytes.toByteArray()));
            assertThat(floats(copy)).containsExactly(floats(network));
        }
    }

    @Test
    void aWrittenNetworkTellsNoTimeSoThatEqualOnesAreEqualFiles() throws IOException {
        try (DenseNetwork network = DenseNetwork.create(adam(1))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            network.writeNetwork(bytes);
            List<LocalDateTime> times = new ArrayList<>();
            ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes.toByteArray()));
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                times.add(entry.getTimeLocal());
            }
            assertThat(times).isNotEmpty().containsOnly(LocalDateTime.of(1980, 2, 1, 0, 0));
        }
    }

    @Test
    void networkOfOtherSizesIsRefused() throws IOException {
        DenseNetworkSettings other = settings(List.of(6), Activation.RELU, DenseOptimizerType.ADAM, 0.01);
        try (DenseNetwork network = DenseNetwork.create(adam(1));
                DenseNetwork narrow = DenseNetwork.create(other)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            narrow.writeNetwork(bytes);
            float[] before = floats(network);
            assertThatThrownBy(() -> network.readNetwork(new ByteArrayInputStream(bytes.toByteArray())))
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("The stored network for tower has layers of other sizes than [3, 4, 2]:"
                            + " use the configuration that it was trained with.");
            assertThat(floats(network)).containsExactly(before);
        }
    }

    @Test
    void stepsLeaveNoNativeMemoryBehind() {
        int rows = 4096;
        DenseNetworkSettings settings = new DenseNetworkSettings(
                "tower",
                64,
                List.of(64),
                64,
                Activation.RELU,
                Activation.IDENTITY,
                optimizer(DenseOptimizerType.SGD, 0.001),
                5);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            fill(network.input(rows), rows, new Random(1));
            fill(network.outputGradient(rows), rows, new Random(2));
            repeat(network, rows, 20);
            long before = Pointer.physicalBytes();
            repeat(network, rows, 60);
            // Hidden activations, output and input gradient of one step are 3 * 4096 * 64 floats: 3 MiB, or 180 MiB in
            // all if none were released. Half of that leaves room for what else the process does.
            assertThat(Pointer.physicalBytes() - before)
                    .as("bytes kept by 60 steps")
                    .isLessThan(90L << 20);
        }
    }

    private static void repeat(DenseNetwork network, int rows, int steps) {
        for (int i = 0; i < steps; i++) {
            network.forward(rows);
            network.backward(rows);
            network.update();
        }
    }

    @Test
    void networksOfSeveralThreadsDoNotDisturbEachOther() throws Exception {
        float[] alone = trained(1);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<float[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                tasks.add(() -> trained(1));
            }
            for (Future<float[]> together : threads.invokeAll(tasks)) {
                assertThat(together.get()).containsExactly(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] trained(long seed) {
        try (DenseNetwork network = DenseNetwork.create(adam(seed))) {
            for (int i = 0; i < 30; i++) {
                step(network, 8, i);
            }
            return floats(network);
        }
    }

    private static void step(DenseNetwork network, int rows, long seed) {
        Random random = new Random(seed);
        fill(network.input(rows), rows, random);
        fill(network.outputGradient(rows), rows, random);
        network.forward(rows);
        network.backward(rows);
        network.update();
    }

    private static DenseNetworkSettings adam(long seed) {
        return new DenseNetworkSettings(
                "tower",
                INPUTS,
                List.of(4),
                OUTPUTS,
                Activation.RELU,
                Activation.IDENTITY,
                optimizer(DenseOptimizerType.ADAM, 0.01),
                seed);
    }

    private static DenseNetworkSettings settings(
            List<Integer> hidden, Activation activation, DenseOptimizerType type, double rate) {
        return new DenseNetworkSettings(
                "tower", INPUTS, hidden, OUTPUTS, activation, activation, optimizer(type, rate), 11);
    }

    private static DenseOptimizerConfiguration optimizer(DenseOptimizerType type, double rate) {
        return new DenseOptimizerConfiguration(type, rate, type == DenseOptimizerType.ADAMW ? WEIGHT_DECAY : 0);
    }

    private static float[] initial(DenseNetworkSettings settings) {
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            return floats(network);
        }
    }

    /** Random parameters, biases included, and a random input, which is returned. */
    private static double[][] randomize(DenseNetwork network, int rows, Random random) {
        randomizeParameters(network, random);
        return fill(network.input(rows), rows, random);
    }
}
