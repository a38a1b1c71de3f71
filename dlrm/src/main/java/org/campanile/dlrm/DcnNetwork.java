package org.campanile.dlrm;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * DCN-v2 (Wang et al., WWW 2021): x0 is the embeddings of all features that are looked up, then the dense features as they
 * are.
 *
 * <pre>
 * stacked    x0 -> cross network -> deep network -> outputs
 * parallel   x0 -+-> cross network -+-> linear -> outputs
 *                +-> deep network --+
 * </pre>
 */
final class DcnNetwork implements RankingNetwork {
    private final CrossNetwork cross;
    private final CrossTail tail;

    DcnNetwork(CrossNetwork cross, CrossTail tail) {
        this.cross = cross;
        this.tail = tail;
    }

    @Override
    public int vectorColumns() {
        return cross.width();
    }

    @Override
    public void ensureCapacity(int rows, int members) {
        cross.ensureCapacity(rows, members);
        tail.ensureCapacity(rows, members);
    }

    @Override
    public void beginForward(int member, Batch batch, int firstRow, int rows, ForwardMode mode) {}

    @Override
    public void interact(int member, int firstRow, int rows, HeapMatrix vectors, float[] outputs) {
        cross.input().write(firstRow, 0, vectors.elements(), firstRow * cross.width(), rows * cross.width());
    }

    @Override
    public void finishForward(int member, int firstRow, int rows, ForwardMode mode, float[] outputs) {
        cross.forward(member, firstRow, rows, tail.crossed());
        tail.forward(member, firstRow, rows, mode, cross.input(), cross.scratch(member));
        tail.readOutputs(firstRow, rows, outputs);
    }

    @Override
    public void beginBackward(int member, int firstRow, int rows, float[] outputGradients) {
        tail.writeOutputGradients(firstRow, rows, outputGradients);
        tail.backward(member, firstRow, rows, cross.scratch(member));
        cross.backward(member, firstRow, rows, tail.crossedGradient());
        tail.addInputGradient(firstRow, rows, cross.inputGradient(), cross.scratch(member));
    }

    @Override
    public void interactBackward(
            int member,
            int firstRow,
            int rows,
            float[] outputGradients,
            HeapMatrix vectors,
            HeapMatrix vectorGradients) {
        int width = cross.width();
        cross.inputGradient().read(firstRow, 0, vectorGradients.elements(), firstRow * width, rows * width);
    }

    @Override
    public void finishBackward(int member, int firstRow, int rows) {}

    @Override
    public List<DenseNetwork> networks() {
        return Stream.concat(cross.networks(), tail.networks()).toList();
    }

    @Override
    public void close() {
        cross.close();
        tail.close();
    }
}
