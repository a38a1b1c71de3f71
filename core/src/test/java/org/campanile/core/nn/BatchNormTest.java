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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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

class BatchNormTest {
    private static final int INPUTS = 3;
    private static final int OUTPUTS = 2;
    private static final int ROWS = 6;
    private static final double STEP = 1e-4;

    @ParameterizedTest
    @EnumSource
    void outputsAreThoseOfTheDefinition(ForwardMode mode) {
        DenseNetworkSettings settings = settings(Activation.TANH, DenseOptimizerType.SGD);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            Random random = new Random(1);
            randomizeParameters(network, random);
            double[][] input = fill(network.input(ROWS), ROWS, random);
            network.forward(0, 0, ROWS, mode);
            assertOutputs(network, 0, new ReferenceNetwork(settings).forward(parameters(network), input, mode));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RELU", "TANH", "SIGMOID"})
    void gradientsAreCentralDifferencesOfTheLoss(Activation activation) {
        DenseNetworkSettings settings = settings(activation, DenseOptimizerType.SGD);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            Random random = new Random(2);
            randomizeParameters(network, random);
            double[][] input = fill(network.input(ROWS), ROWS, random);
            double[][] weights = fill(network.outputGradient(ROWS), ROWS, random);
            double[] before = parameters(network);

            network.forward(0, 0, ROWS, ForwardMode.TRAINING);
            FloatMatrix inputGradient = network.backward(ROWS);
            network.update();

            // With a learning rate of 1, plain SGD subtracts the gradient itself.
            double[] after = parameters(network);
            TrainedRanges trained = new TrainedRanges(settings.layers());
            int checked = 0;
            for (int range = 0; range < trained.count(); range++) {
                for (int i = trained.begin(range, 0); i < trained.end(range, before.length); i++) {
                    double value = before[i];
                    before[i] = value + STEP;
                    double above = loss(settings, before, input, weights);
                    before[i] = value - STEP;
                    double below = loss(settings, before, input, weights);
                    before[i] = value;
                    assertGradient("parameter " + i, value - after[i], (above - below) / (2 * STEP));
                    checked++;
                }
            }
            // Two normalised layers of 5 and 4 outputs, each with weights, gamma and beta, and a linear one of 2.
            assertThat(checked).isEqualTo(3 * 5 + 2 * 5 + 5 * 4 + 2 * 4 + 4 * 2 + 2);
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < INPUTS; column++) {
                    double value = input[row][column];
                    input[row][column] = value + STEP;
                    double above = loss(settings, before, input, weights);
                    input[row][column] = value - STEP;
                    double below = loss(settings, before, input, weights);
                    input[row][column] = value;
                    double expected = (above - below) / (2 * STEP);
                    assertGradient("input (" + row + ", " + column + ")", inputGradient.get(row, column), expected);
                }
            }
        }
    }

    private static void assertGradient(String what, double found, double expected) {
        assertThat(found)
                .as("gradient by %s: the network says %.7f, central differences say %.7f", what, found, expected)
                .isCloseTo(expected, within(2e-4 * Math.max(1, Math.abs(expected))));
    }

    /** The sum of outputs times fixed weights, so that these weights are its gradient by the output. */
    private static double loss(
            DenseNetworkSettings settings, double[] parameters, double[][] input, double[][] weights) {
        double[][] outputs = new ReferenceNetwork(settings).forward(parameters, input, ForwardMode.TRAINING);
        double loss = 0;
        for (int row = 0; row < input.length; row++) {
            for (int column = 0; column < OUTPUTS; column++) {
                loss += outputs[row][column] * weights[row][column];
            }
        }
        return loss;
    }

    @Test
    void everyMemberNormalizesItsRowsByTheirOwnStatistics() {
        DenseNetworkSettings settings = settings(Activation.TANH, DenseOptimizerType.SGD);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            Random random = new Random(3);
            randomizeParameters(network, random);
            network.ensureCapacity(ROWS, 2);
            double[][] input = fill(network.input(), ROWS, random);
            network.forward(0, 0, 4, ForwardMode.TRAINING);
            network.forward(1, 4, 2, ForwardMode.TRAINING);
            double[] parameters = parameters(network);
            ReferenceNetwork reference = new ReferenceNetwork(settings);
            double[][] first = Arrays.copyOfRange(input, 0, 4);
            double[][] second = Arrays.copyOfRange(input, 4, 6);
            assertOutputs(network, 0, reference.forward(parameters, first, ForwardMode.TRAINING));
            assertOutputs(network, 4, reference.forward(parameters, second, ForwardMode.TRAINING));
        }
    }

    private static void assertOutputs(DenseNetwork network, int firstRow, double[][] expected) {
        for (int row = 0; row < expected.length; row++) {
            for (int column = 0; column < OUTPUTS; column++) {
                assertThat((double) network.output().get(firstRow + row, column))
                        .as("output %d of row %d", column, firstRow + row)
                        .isCloseTo(expected[row][column], within(1e-4));
            }
        }
    }

    /** A single layer of one weight 1, so that what is normalised is the input itself. */
    @Test
    void runningStatisticsFollowThoseOfAllMembersRows() {
        DenseNetworkSettings settings = single(DenseOptimizerType.SGD);
        float[] inputs = {1, 4, 2, 7, 3, 3, 8};
        try (DenseNetwork alone = DenseNetwork.create(settings);
                DenseNetwork team = DenseNetwork.create(settings)) {
            float[] before = {1, 1.5f, 0.5f, 2, 0.3f};
            alone.writeParameters(before);
            team.writeParameters(before);
            step(alone, inputs, 7);
            step(team, inputs, 3, 1, 3);

            // The mean is 28 / 7 = 4; squares apart from it are 9 + 0 + 4 + 9 + 1 + 1 + 16 = 40, divided by 7 - 1.
            double deviation = Math.sqrt(0.9 * Math.pow(10, 0.6) + 0.1 * 40 / 6);
            float[] after = floats(alone);
            assertThat(after[3]).isCloseTo(0.9f * 2 + 0.1f * 4, within(1e-6f));
            assertThat((double) after[4]).isCloseTo(Math.log10(deviation), within(1e-6));
            assertThat(Arrays.copyOfRange(floats(team), 3, 5))
                    .containsExactly(Arrays.copyOfRange(after, 3, 5), within(1e-6f));
        }
    }

    /** Members take as many rows each as is said. */
    private static void step(DenseNetwork network, float[] inputs, int... rows) {
        network.ensureCapacity(inputs.length, rows.length);
        network.input().write(0, 0, inputs, 0, inputs.length);
        network.outputGradient().fill(0.1f);
        int first = 0;
        for (int member = 0; member < rows.length; member++) {
            network.forward(member, first, rows[member], ForwardMode.TRAINING);
            network.backward(member, first, rows[member], BackwardScope.INPUT);
            first += rows[member];
        }
        for (int member = 0; member < rows.length; member++) {
            network.update(member, rows.length);
        }
        network.finishStep();
    }

    @Test
    void aRowAloneIsItsOwnMeanAndTeachesNothing() {
        DenseNetworkSettings settings = single(DenseOptimizerType.SGD);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            network.writeParameters(new float[] {1, 1.5f, 0.5f, 2, 0.3f});
            step(network, new float[] {9}, 1);
            // Normalised it is 0, so that the output is tanh(beta), and only beta has a gradient: that by the output,
            // 0.1,
            // times 1 - tanh(0.5)^2.
            assertThat(network.output().get(0, 0)).isCloseTo((float) Math.tanh(0.5), within(1e-6f));
            float beta = (float) (0.5 - 0.1 * (1 - Math.pow(Math.tanh(0.5), 2)));
            assertThat(floats(network)).containsExactly(new float[] {1, 1.5f, beta, 2, 0.3f}, within(1e-6f));
        }
    }

    @Test
    void weightDecayLeavesRunningStatisticsAlone() {
        DenseNetworkSettings settings = single(DenseOptimizerType.ADAMW);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            network.writeParameters(new float[] {1, 1.5f, 0.5f, 2, 0.3f});
            step(network, new float[] {9}, 1);
            float[] after = floats(network);
            assertThat(after[0]).as("weight").isLessThan(1f);
            assertThat(after[3]).isEqualTo(2f);
            assertThat(after[4]).isEqualTo(0.3f);
        }
    }

    @Test
    void constantInputsKeepTheRunningDeviationFinite() {
        DenseNetworkSettings settings = single(DenseOptimizerType.SGD);
        try (DenseNetwork network = DenseNetwork.create(settings)) {
            for (int i = 0; i < 400; i++) {
                step(network, new float[] {3, 3, 3}, 3);
            }
            // 0.9^400 is next to nothing: the deviation is at its floor, sqrt(1e-5).
            assertThat(floats(network)[4]).isEqualTo(-2.5f);
        }
    }

    @Test
    void stockDl4jReadsTheWrittenNetworkAndComputesTheSame() throws IOException {
        DenseNetworkSettings settings = settings(Activation.RELU, DenseOptimizerType.ADAM);
        try (DenseNetwork network = DenseNetwork.create(settings);
                DenseNetwork copy = DenseNetwork.create(settings)) {
            Random random = new Random(6);
            randomizeParameters(network, random);
            double[][] input = fill(network.input(ROWS), ROWS, random);
            FloatMatrix output = network.forward(ROWS);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            network.writeNetwork(bytes);

            MultiLayerNetwork stock =
                    ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(bytes.toByteArray()));
            INDArray expected = stock.output(Nd4j.createFromArray(input).castTo(DataType.FLOAT));
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < OUTPUTS; column++) {
                    assertThat(output.get(row, column)).isCloseTo(expected.getFloat(row, column), within(1e-4f));
                }
            }
            copy.readNetwork(new ByteArrayInputStream(bytes.toByteArray()));
            assertThat(floats(copy)).containsExactly(floats(network));
        }
    }

    @Test
    void trainingGoesOnExactlyFromSavedState() {
        DenseNetworkSettings settings = settings(Activation.RELU, DenseOptimizerType.ADAM);
        try (DenseNetwork undisturbed = DenseNetwork.create(settings);
                DenseNetwork resumed = DenseNetwork.create(settings)) {
            train(undisturbed, 1);
            train(undisturbed, 2);
            float[] state = new float[undisturbed.updaterStateSize()];
            undisturbed.readUpdaterState(state);
            resumed.writeParameters(floats(undisturbed));
            resumed.writeUpdaterState(state);
            resumed.setIteration(undisturbed.iteration());

            train(undisturbed, 3);
            train(resumed, 3);

            assertThat(floats(resumed)).containsExactly(floats(undisturbed));
        }
    }

    private static void train(DenseNetwork network, long seed) {
        Random random = new Random(seed);
        fill(network.input(ROWS), ROWS, random);
        fill(network.outputGradient(ROWS), ROWS, random);
        network.forward(0, 0, ROWS, ForwardMode.TRAINING);
        network.backward(ROWS);
        network.update();
    }

    @Test
    void initialNetworkScalesByOneAndHasSeenNothing() {
        try (DenseNetwork network = DenseNetwork.create(single(DenseOptimizerType.SGD))) {
            float[] values = floats(network);
            assertThat(Arrays.copyOfRange(values, 1, 5)).containsExactly(1, 0, 0, 0);
        }
    }

    @Test
    void backwardPassNeedsAForwardPassForTraining() {
        try (DenseNetwork network = DenseNetwork.create(single(DenseOptimizerType.SGD))) {
            network.input(2);
            network.forward(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> network.backward(2))
                    .withMessage("a backward pass of 2 rows must follow a forward pass for training of as many");
        }
    }

    @Test
    void normalizationNeedsFusedExecution() {
        assertThatThrownBy(() -> NetworkExecutions.create(single(DenseOptimizerType.SGD), "dl4j"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("normalization of single is batch, but only fused execution normalises, which needs ND4J on"
                        + " the processor: set normalization to none.");
    }

    private static DenseNetworkSettings single(DenseOptimizerType type) {
        return new DenseNetworkSettings("single", 1, List.of(), 1, Activation.TANH, Activation.TANH, optimizer(type), 3)
                .withNormalization(Normalization.BATCH);
    }

    private static DenseNetworkSettings settings(Activation activation, DenseOptimizerType type) {
        return new DenseNetworkSettings(
                        "tower", INPUTS, List.of(5, 4), OUTPUTS, activation, Activation.IDENTITY, optimizer(type), 11)
                .withNormalization(Normalization.BATCH);
    }

    private static DenseOptimizerConfiguration optimizer(DenseOptimizerType type) {
        return new DenseOptimizerConfiguration(type, 1, type == DenseOptimizerType.ADAMW ? 0.3 : 0);
    }
}
