package org.campanile.dlrm;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.ForwardMode;

/**
 * DCN-v2 (Wang et al., WWW 2021): x0 is the embeddings of all features that are looked up, then the dense features as they
 * are.
 *
 * <pre>
 * stacked    x0 -> cross network -> deep network -> logit
 * parallel   x0 -+-> cross network -+-> linear -> logit
 *                +-> deep network --+
 * </pre>
 */
final class DcnNetwork implements RankingNetwork {
    private final CrossNetwork cross;
    private final CrossTail tail;
    private final DenseNetwork[] networks;

    DcnNetwork(CrossNetwork cross, CrossTail tail) {
        this.cross = cross;
        this.tail = tail;
        this.networks = Stream.concat(cross.networks(), tail.networks()).toArray(DenseNetwork[]::new);
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
    public void beginForward(int member, Batch batch, int firstRow, int rows) {}

    @Override
    public void interact(int member, int firstRow, int rows, HeapMatrix vectors, float[] logits) {
        cross.input().write(firstRow, 0, vectors.elements(), firstRow * cross.width(), rows * cross.width());
    }

    @Override
    public void finishForward(int member, int firstRow, int rows, ForwardMode mode, float[] logits) {
        cross.forward(member, firstRow, rows, tail.crossed());
        tail.forward(member, firstRow, rows, mode, cross.input(), cross.scratch(member));
        tail.logits().read(firstRow, 0, logits, firstRow, rows);
    }

    @Override
    public void beginBackward(int member, int firstRow, int rows, float[] logitGradients) {
        tail.logitGradients().write(firstRow, 0, logitGradients, firstRow, rows);
        tail.backward(member, firstRow, rows, cross.scratch(member));
        cross.backward(member, firstRow, rows, tail.crossedGradient());
        tail.addInputGradient(firstRow, rows, cross.inputGradient(), cross.scratch(member));
    }

    @Override
    public void interactBackward(
            int member,
            int firstRow,
            int rows,
            float[] logitGradients,
            HeapMatrix vectors,
            HeapMatrix vectorGradients) {
        int width = cross.width();
        cross.inputGradient().read(firstRow, 0, vectorGradients.elements(), firstRow * width, rows * width);
    }

    @Override
    public void finishBackward(int member, int firstRow, int rows) {}

    @Override
    public void update(int member, int members) {
        for (DenseNetwork network : networks) {
            network.update(member, members);
        }
    }

    @Override
    public void finishStep() {
        for (DenseNetwork network : networks) {
            network.finishStep();
        }
    }

    @Override
    public List<DenseParameters> parameters() {
        return List.of(networks);
    }

    @Override
    public void close() {
        cross.close();
        tail.close();
    }
}
