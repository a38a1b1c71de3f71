package org.campanile.dlrm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a cross network (Wang et al.: DCN V2: Improved Deep &amp; Cross Network and Practical Lessons for Web-scale
 * Learning to Rank Systems, WWW 2021). With the network's input x0, this layer's x, and K experts, each a small network E:
 *
 * <pre>
 * y = x0 * u + x                     element by element
 * u = sum over k of p_k E_k(x)       p = softmax(G x + g), of one expert 1
 * E(x) = W x + b                     full rank: one linear layer
 * E(x) = U f(C f(V x))               low rank r: V of [r, width], C of [r, r], U of [width, r], each with a bias,
 *                                    f the hyperbolic tangent
 * </pre>
 *
 * and backwards, with the gradient q by y and h = q * x0:
 *
 * <pre>
 * by E_k(x)     p_k h
 * by G x + g    p_k (d_k - sum over j of p_j d_j)     with d_k = &lt;h, E_k(x)&gt;
 * by x0         q * u
 * by x          q, and what experts and gate pass back
 * </pre>
 *
 * <p>x stands in the first expert's input. Members of a thread team share it as they share a {@link DenseNetwork}.
 */
final class CrossLayer implements AutoCloseable {
    private final DenseNetwork[] experts;
    private final @Nullable DenseNetwork gate;
    private final int width;

    /** @param gate has an output for each expert; null of one expert */
    CrossLayer(List<DenseNetwork> experts, @Nullable DenseNetwork gate) {
        this.experts = experts.toArray(DenseNetwork[]::new);
        this.gate = gate;
        this.width = this.experts[0].inputSize();
    }

    /** All networks, the gate last. */
    Stream<DenseNetwork> networks() {
        return Stream.concat(Arrays.stream(experts), Stream.ofNullable(gate));
    }

    void ensureCapacity(int rows, int members) {
        for (DenseNetwork expert : experts) {
            expert.ensureCapacity(rows, members);
        }
        if (gate != null) {
            gate.ensureCapacity(rows, members);
        }
    }

    /** Where x goes, {@code [>= rows, width]}. */
    FloatMatrix input() {
        return experts[0].input();
    }

    /** Computes y of some samples into {@code out}, {@code [>= rows, >= width]}, from its first column on. */
    void forward(int member, int firstRow, int rows, FloatMatrix x0, FloatMatrix out, BlockScratch scratch) {
        copyInput(firstRow, rows, scratch);
        for (DenseNetwork expert : experts) {
            expert.forward(member, firstRow, rows);
        }
        if (gate != null) {
            gate.forward(member, firstRow, rows);
        }
        for (int done = 0; done < rows; done += scratch.rows) {
            int block = Math.min(scratch.rows, rows - done);
            mix(firstRow + done, block, scratch);
            x0.read(firstRow + done, 0, scratch.x0, 0, block * width);
            input().read(firstRow + done, 0, scratch.x, 0, block * width);
            for (int i = 0; i < block * width; i++) {
                scratch.x[i] += scratch.x0[i] * scratch.other[i];
            }
            Columns.write(out, firstRow + done, block, 0, scratch.x, width);
        }
    }

    private void copyInput(int firstRow, int rows, BlockScratch scratch) {
        for (int done = 0; done < rows && gate != null; done += scratch.rows) {
            int block = Math.min(scratch.rows, rows - done);
            input().read(firstRow + done, 0, scratch.x, 0, block * width);
            for (int k = 1; k < experts.length; k++) {
                experts[k].input().write(firstRow + done, 0, scratch.x, 0, block * width);
            }
            gate.input().write(firstRow + done, 0, scratch.x, 0, block * width);
        }
    }

    /** Writes u of a block to {@code scratch.other}, and the gates' shares to {@code scratch.gates}. */
    private void mix(int firstRow, int rows, BlockScratch scratch) {
        if (gate == null) {
            experts[0].output().read(firstRow, 0, scratch.other, 0, rows * width);
            return;
        }
        int count = experts.length;
        gate.output().read(firstRow, 0, scratch.gates, 0, rows * count);
        for (int row = 0; row < rows; row++) {
            Kernels.active().softmax().softmax(scratch.gates, row * count, count);
        }
        Arrays.fill(scratch.other, 0, rows * width, 0f);
        for (int k = 0; k < count; k++) {
            experts[k].output().read(firstRow, 0, scratch.x, 0, rows * width);
            for (int row = 0; row < rows; row++) {
                Kernels.active()
                        .addScaled(
                                scratch.gates[row * count + k],
                                scratch.x,
                                row * width,
                                scratch.other,
                                row * width,
                                width);
            }
        }
    }

    /**
     * Replaces the gradient by y of some samples by that by x, and adds to that by x0.
     *
     * @param gradient   {@code [>= rows, width]}
     * @param x0Gradient {@code [>= rows, width]}
     */
    void backward(
            int member,
            int firstRow,
            int rows,
            FloatMatrix x0,
            FloatMatrix gradient,
            FloatMatrix x0Gradient,
            BlockScratch scratch) {
        for (int done = 0; done < rows; done += scratch.rows) {
            int block = Math.min(scratch.rows, rows - done);
            int first = firstRow + done;
            mix(first, block, scratch);
            gradient.read(first, 0, scratch.gradient, 0, block * width);
            x0.read(first, 0, scratch.x0, 0, block * width);
            x0Gradient.read(first, 0, scratch.x0Gradient, 0, block * width);
            for (int i = 0; i < block * width; i++) {
                scratch.x0Gradient[i] += scratch.gradient[i] * scratch.other[i];
                scratch.gradient[i] *= scratch.x0[i];
            }
            x0Gradient.write(first, 0, scratch.x0Gradient, 0, block * width);
            spread(first, block, scratch);
        }
        for (DenseNetwork expert : experts) {
            expert.backward(member, firstRow, rows, BackwardScope.INPUT);
            Columns.add(expert.inputGradient(), firstRow, rows, gradient, scratch);
        }
        if (gate != null) {
            gate.backward(member, firstRow, rows, BackwardScope.INPUT);
            Columns.add(gate.inputGradient(), firstRow, rows, gradient, scratch);
        }
    }

    /** Hands h, in {@code scratch.gradient}, to experts and gate. */
    private void spread(int firstRow, int rows, BlockScratch scratch) {
        if (gate == null) {
            experts[0].outputGradient().write(firstRow, 0, scratch.gradient, 0, rows * width);
            return;
        }
        int count = experts.length;
        for (int k = 0; k < count; k++) {
            experts[k].output().read(firstRow, 0, scratch.x, 0, rows * width);
            for (int row = 0; row < rows; row++) {
                int at = row * width;
                float share = scratch.gates[row * count + k];
                scratch.gateGradients[row * count + k] =
                        Kernels.active().dot(scratch.gradient, at, scratch.x, at, width);
                for (int i = at; i < at + width; i++) {
                    scratch.x[i] = share * scratch.gradient[i];
                }
            }
            experts[k].outputGradient().write(firstRow, 0, scratch.x, 0, rows * width);
        }
        for (int row = 0; row < rows; row++) {
            int at = row * count;
            float mean = Kernels.active().dot(scratch.gates, at, scratch.gateGradients, at, count);
            for (int k = at; k < at + count; k++) {
                scratch.gateGradients[k] = scratch.gates[k] * (scratch.gateGradients[k] - mean);
            }
        }
        gate.outputGradient().write(firstRow, 0, scratch.gateGradients, 0, rows * count);
    }

    @Override
    public void close() {
        networks().forEach(DenseNetwork::close);
    }
}
