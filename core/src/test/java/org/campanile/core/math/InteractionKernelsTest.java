package org.campanile.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InteractionKernelsTest {
    private static final int[] COUNTS = {2, 3, 4, 5, 7, 8, 15, 16, 17, 27, 31, 33, 61};
    private static final int[] DIMS = {1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 64, 67, 128};
    private static final int AT = 3;

    static List<Kernels> kernels() {
        return KernelsUnderTest.all();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void writesTheTriangleRowByRow(Kernels kernels) {
        // Vectors (1, 2), (3, 4), (5, 6): (1,0) is 3 + 8, (2,0) is 5 + 12, (2,1) is 15 + 24.
        float[] z = {1, 2, 3, 4, 5, 6};
        assertThat(forward(kernels, new InteractionShape(3, 2, SelfPairs.LEFT_OUT), z, 0))
                .containsExactly(11, 17, 39);
        // (0,0) is 1 + 4, (1,1) is 9 + 16, (2,2) is 25 + 36.
        assertThat(forward(kernels, new InteractionShape(3, 2, SelfPairs.INCLUDED), z, 0))
                .containsExactly(5, 11, 25, 17, 39, 61);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void productsAreThoseOfTheReference(Kernels kernels) {
        for (InteractionShape shape : shapes()) {
            float[] z = TestArrays.uniform(AT + shape.count() * shape.dim());
            float[] expected = forward(new ReferenceKernels(), shape, z, AT);
            assertThat(forward(kernels, shape, z, AT))
                    .as("%s", shape)
                    .containsExactly(expected, within(shape.dim() * 0x1p-22f));
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void gradientsAreThoseOfTheReference(Kernels kernels) {
        for (InteractionShape shape : shapes()) {
            float[] z = TestArrays.uniform(AT + shape.count() * shape.dim());
            float[] gradient = TestArrays.uniform(AT + shape.pairs());
            float[] expected = backward(new ReferenceKernels(), shape, z, gradient);
            assertThat(backward(kernels, shape, z, gradient))
                    .as("%s", shape)
                    .containsExactly(expected, within(shape.count() * 0x1p-21f));
        }
    }

    /* The loss is the sum of c[p] * pairs[p], whose gradient by the pairs is c. */
    @ParameterizedTest
    @MethodSource("kernels")
    void gradientIsThatOfCentralDifferences(Kernels kernels) {
        for (SelfPairs selfPairs : SelfPairs.values()) {
            InteractionShape shape = new InteractionShape(5, 3, selfPairs);
            float[] z = TestArrays.uniform(AT + 15);
            float[] c = TestArrays.uniform(AT + shape.pairs());
            float[] gradient = backward(kernels, shape, z, c);
            for (int i = 0; i < 15; i++) {
                float step = 0x1p-6f;
                float original = z[AT + i];
                z[AT + i] = original + step;
                double above = loss(shape, z, c);
                z[AT + i] = original - step;
                double below = loss(shape, z, c);
                z[AT + i] = original;
                // The loss is quadratic, so that central differences are exact up to rounding.
                assertThat((double) gradient[AT + i]).isCloseTo((above - below) / (2 * step), within(1e-4));
            }
        }
    }

    @Test
    void refusesAnInteractionOfNothing() {
        assertThatThrownBy(() -> new InteractionShape(0, 8, SelfPairs.INCLUDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an interaction takes at least 1 vector, but gets 0");
    }

    private static double loss(InteractionShape shape, float[] z, float[] c) {
        float[] pairs = forward(new ReferenceKernels(), shape, z, AT);
        double loss = 0;
        for (int p = 0; p < shape.pairs(); p++) {
            loss += c[AT + p] * pairs[p];
        }
        return loss;
    }

    private static List<InteractionShape> shapes() {
        return Arrays.stream(COUNTS)
                .boxed()
                .flatMap(count -> Arrays.stream(DIMS)
                        .boxed()
                        .flatMap(dim -> Arrays.stream(SelfPairs.values())
                                .map(selfPairs -> new InteractionShape(count, dim, selfPairs))))
                .toList();
    }

    /** The pairs; fails when anything else was written. */
    private static float[] forward(Kernels kernels, InteractionShape shape, float[] z, int zFrom) {
        float[] out = new float[AT + shape.pairs() + AT];
        Arrays.fill(out, Float.MAX_VALUE);
        kernels.interactions().forward(new InteractionScratch(shape), z, zFrom, out, AT);
        assertThat(Arrays.copyOf(out, AT)).containsOnly(Float.MAX_VALUE);
        assertThat(Arrays.copyOfRange(out, AT + shape.pairs(), out.length)).containsOnly(Float.MAX_VALUE);
        return Arrays.copyOfRange(out, AT, AT + shape.pairs());
    }

    /** The whole gradient array, in which untouched numbers are those of the largest float. */
    private static float[] backward(Kernels kernels, InteractionShape shape, float[] z, float[] gradient) {
        float[] dz = new float[AT + shape.count() * shape.dim() + AT];
        Arrays.fill(dz, Float.MAX_VALUE);
        InteractionScratch scratch = new InteractionScratch(shape);
        // The second call finds what the first one left in the scratch.
        kernels.interactions().backward(scratch, z, AT, gradient, AT, dz, AT);
        kernels.interactions().backward(scratch, z, AT, gradient, AT, dz, AT);
        return dz;
    }
}
