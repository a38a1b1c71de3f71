package org.campanile.dlrm;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.math.InteractionShape;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * DLRM (Naumov et al.: Deep Learning Recommendation Model for Personalization and Recommendation Systems,
 * arXiv:1906.00091, 2019).
 *
 * <pre>
 * dense features      -> bottom network -> vector ---+--------------------+
 * categorical feature -> embedding                   +-> dot products ----+-> top network -> outputs
 * sequence feature    -> pooled embeddings ----------+
 * </pre>
 */
final class DlrmNetwork implements RankingNetwork {
    private final DensePart dense;
    private final InteractionShape shape;
    private final TopNetwork top;
    private final DotInteraction[] interactions;

    /** @param members threads that share a step */
    DlrmNetwork(DensePart dense, InteractionShape shape, TopNetwork top, int members) {
        this.dense = dense;
        this.shape = shape;
        this.top = top;
        this.interactions = IntStream.range(0, members)
                .mapToObj(member -> new DotInteraction(shape, dense.width()))
                .toArray(DotInteraction[]::new);
    }

    @Override
    public int vectorColumns() {
        return shape.count() * shape.dim();
    }

    @Override
    public void ensureCapacity(int rows, int members) {
        dense.ensureCapacity(rows, members);
        top.ensureCapacity(rows, members);
    }

    @Override
    public void beginForward(int member, Batch batch, int firstRow, int rows, ForwardMode mode) {
        dense.forward(member, batch, firstRow, rows, mode);
    }

    @Override
    public void interact(int member, int firstRow, int rows, HeapMatrix vectors, float[] outputs) {
        interactions[member].forward(firstRow, rows, dense, vectors, top.input());
    }

    @Override
    public void finishForward(int member, int firstRow, int rows, ForwardMode mode, float[] outputs) {
        top.forward(member, firstRow, rows, mode);
        top.readOutputs(firstRow, rows, outputs);
    }

    @Override
    public void beginBackward(int member, int firstRow, int rows, float[] outputGradients) {
        top.writeOutputGradients(firstRow, rows, outputGradients);
        top.backward(member, firstRow, rows);
    }

    @Override
    public void interactBackward(
            int member,
            int firstRow,
            int rows,
            float[] outputGradients,
            HeapMatrix vectors,
            HeapMatrix vectorGradients) {
        interactions[member].backward(firstRow, rows, top.inputGradient(), vectors, vectorGradients, dense);
    }

    @Override
    public void finishBackward(int member, int firstRow, int rows) {
        dense.backward(member, firstRow, rows);
    }

    @Override
    public List<DenseNetwork> networks() {
        return Stream.concat(dense.networks().stream(), top.networks()).toList();
    }

    @Override
    public void close() {
        dense.close();
        top.close();
    }
}
