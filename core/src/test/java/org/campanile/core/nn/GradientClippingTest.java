package org.campanile.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.junit.jupiter.api.Test;

/** Two linear networks of one weight and one bias: the gradient by them is that by the output times the input, and that. */
class GradientClippingTest {
    private static DenseNetwork network(String name) {
        return DenseNetwork.create(new DenseNetworkSettings(
                name,
                1,
                List.of(),
                1,
                Activation.RELU,
                Activation.IDENTITY,
                new DenseOptimizerConfiguration(DenseOptimizerType.SGD, 1),
                7));
    }

    private static float[] parameters(DenseNetwork network) {
        float[] parameters = new float[2];
        network.readParameters(parameters);
        return parameters;
    }

    /** A gradient of {@code (3 a, a)}, from two members with one sample each if there are two. */
    private static void backward(DenseNetwork network, float a, int members) {
        network.ensureCapacity(members, members);
        for (int member = 0; member < members; member++) {
            network.input().set(member, 0, 3);
            network.forward(member, member, 1);
            network.outputGradient().set(member, 0, a / members);
            network.backward(member, member, 1, BackwardScope.PARAMETERS);
        }
    }

    /** What a step with gradients of (3 first, first) and (3 second, second) takes off the parameters of both networks. */
    private static float[][] taken(double norm, float first, float second, int members) {
        try (DenseNetwork left = network("left");
                DenseNetwork right = network("right")) {
            float[] leftBefore = parameters(left);
            float[] rightBefore = parameters(right);
            backward(left, first, members);
            backward(right, second, members);
            GradientClipping clipping = new GradientClipping(norm, List.of(left, right), members);
            for (int member = 0; member < members; member++) {
                clipping.measure(member);
            }
            clipping.clip();
            for (DenseNetwork network : List.of(left, right)) {
                for (int member = 0; member < members; member++) {
                    network.update(member, members);
                }
                network.finishStep();
            }
            return new float[][] {difference(leftBefore, parameters(left)), difference(rightBefore, parameters(right))};
        }
    }

    private static float[] difference(float[] before, float[] after) {
        return new float[] {before[0] - after[0], before[1] - after[1]};
    }

    @Test
    void gradientsOfAllNetworksAreScaledToTheNormTogether() {
        // (6, 2) and (3, 1) are together of length sqrt(36 + 4 + 9 + 1) = sqrt(50).
        float scale = (float) (1 / Math.sqrt(50));
        for (int members = 1; members <= 2; members++) {
            float[][] taken = taken(1, 2, 1, members);
            assertThat(taken[0]).containsExactly(new float[] {6 * scale, 2 * scale}, within(1e-6f));
            assertThat(taken[1]).containsExactly(new float[] {3 * scale, scale}, within(1e-6f));
        }
    }

    @Test
    void aShorterGradientStaysAsItIs() {
        float[][] taken = taken(8, 2, 1, 1);
        assertThat(taken[0]).containsExactly(new float[] {6, 2}, within(1e-5f));
        assertThat(taken[1]).containsExactly(new float[] {3, 1}, within(1e-5f));
    }

    @Test
    void aStepAfterAClippedOneIsNotScaled() {
        try (DenseNetwork network = network("one")) {
            GradientClipping clipping = new GradientClipping(1, List.of(network), 1);
            backward(network, 2, 1);
            clipping.measure(0);
            clipping.clip();
            network.update();
            float[] before = parameters(network);
            backward(network, 2, 1);
            network.update();
            assertThat(difference(before, parameters(network))).containsExactly(new float[] {6, 2}, within(1e-5f));
        }
    }

    @Test
    void aNormMustBePositive() {
        assertThatThrownBy(() -> new GradientClipping(0, List.of(), 1)).hasMessage("norm must be above 0, but is 0.0");
    }
}
