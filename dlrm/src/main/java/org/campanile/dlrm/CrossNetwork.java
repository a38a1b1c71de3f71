package org.campanile.dlrm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.GrowingMatrix;

/**
 * Cross layers one after the other, all over the same x0; see {@link CrossLayer}. Members of a thread team share it as they
 * share a {@link DenseNetwork}.
 */
final class CrossNetwork implements AutoCloseable {
    private final CrossLayer[] layers;
    private final GrowingMatrix gradient;
    private final GrowingMatrix x0Gradient;
    private final BlockScratch[] scratch;

    /**
     * @param widest  columns of the widest matrix that a member's scratch helps to copy
     * @param members threads that share a step
     */
    CrossNetwork(List<CrossLayer> layers, int width, int experts, int widest, int members) {
        this.layers = layers.toArray(CrossLayer[]::new);
        this.gradient = new GrowingMatrix(width);
        this.x0Gradient = new GrowingMatrix(width);
        this.scratch = IntStream.range(0, members)
                .mapToObj(member -> new BlockScratch(width, experts, widest))
                .toArray(BlockScratch[]::new);
    }

    Stream<DenseNetwork> networks() {
        return Arrays.stream(layers).flatMap(CrossLayer::networks);
    }

    int width() {
        return gradient.columns();
    }

    BlockScratch scratch(int member) {
        return scratch[member];
    }

    void ensureCapacity(int rows, int members) {
        for (CrossLayer layer : layers) {
            layer.ensureCapacity(rows, members);
        }
        gradient.atLeast(rows);
        x0Gradient.atLeast(rows);
    }

    /** Where x0 goes, {@code [>= rows, width]}. */
    FloatMatrix input() {
        return layers[0].input();
    }

    /** Computes the last layer's y of some samples into {@code out}, from its first column on. */
    void forward(int member, int firstRow, int rows, FloatMatrix out) {
        for (int i = 0; i < layers.length; i++) {
            FloatMatrix y = i + 1 < layers.length ? layers[i + 1].input() : out;
            layers[i].forward(member, firstRow, rows, input(), y, scratch[member]);
        }
    }

    /** Takes the gradient by y from the first columns of {@code outGradient}, and passes it back. */
    void backward(int member, int firstRow, int rows, FloatMatrix outGradient) {
        FloatMatrix flowing = gradient.atLeast(1);
        FloatMatrix byX0 = x0Gradient.atLeast(1);
        Columns.copy(outGradient, 0, flowing, 0, firstRow, rows, width(), scratch[member]);
        Columns.clear(byX0, firstRow, rows, scratch[member]);
        for (int i = layers.length - 1; i >= 0; i--) {
            layers[i].backward(member, firstRow, rows, input(), flowing, byX0, scratch[member]);
        }
        Columns.add(flowing, firstRow, rows, byX0, scratch[member]);
    }

    /** The gradient by x0 after the backward pass, {@code [>= rows, width]}; the caller may add to it. */
    FloatMatrix inputGradient() {
        return x0Gradient.atLeast(1);
    }

    @Override
    public void close() {
        for (CrossLayer layer : layers) {
            layer.close();
        }
        gradient.close();
        x0Gradient.close();
    }
}
