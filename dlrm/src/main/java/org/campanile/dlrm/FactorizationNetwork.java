package org.campanile.dlrm;

import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * A factorisation machine with something beside it:
 *
 * <pre>
 * logistic regression     logit = b + sum of w_f                         (dim 0)
 * factorisation machine   logit = b + FM
 * DeepFM                  logit = FM + deep network (v_1, ..., v_F)      (its last bias is b)
 * </pre>
 *
 * with FM as in {@link FmInteraction}; DeepFM is Guo et al.: DeepFM: A Factorization-Machine based Neural Network for CTR
 * Prediction, IJCAI 2017: both parts share the vectors.
 */
final class FactorizationNetwork implements RankingNetwork {
    private final int columns;
    private final DeepPart deep;
    private final FmInteraction[] interactions;
    private final float[][] scratch;

    /**
     * @param fields  features of a sample
     * @param dim     length of each field's vector; 0 for weights alone
     * @param members threads that share a step
     */
    FactorizationNetwork(int fields, int dim, DeepPart deep, int members) {
        this.columns = fields * (dim + 1);
        this.deep = deep;
        this.interactions = IntStream.range(0, members)
                .mapToObj(member -> new FmInteraction(fields, dim))
                .toArray(FmInteraction[]::new);
        this.scratch = new float[members][BLOCK];
    }

    @Override
    public int vectorColumns() {
        return columns;
    }

    @Override
    public void ensureCapacity(int rows, int members) {
        deep.ensureCapacity(rows, members);
    }

    @Override
    public void beginForward(int member, Batch batch, int firstRow, int rows, ForwardMode mode) {}

    @Override
    public void interact(int member, int firstRow, int rows, HeapMatrix vectors, float[] outputs) {
        interactions[member].forward(firstRow, rows, vectors, outputs);
        deep.take(firstRow, rows, vectors);
    }

    @Override
    public void finishForward(int member, int firstRow, int rows, ForwardMode mode, float[] outputs) {
        deep.forward(member, firstRow, rows, mode, scratch[member], outputs);
    }

    @Override
    public void beginBackward(int member, int firstRow, int rows, float[] outputGradients) {
        deep.backward(member, firstRow, rows, outputGradients);
    }

    @Override
    public void interactBackward(
            int member,
            int firstRow,
            int rows,
            float[] outputGradients,
            HeapMatrix vectors,
            HeapMatrix vectorGradients) {
        deep.give(firstRow, rows, vectorGradients);
        interactions[member].backward(firstRow, rows, outputGradients, vectors, vectorGradients);
    }

    @Override
    public void finishBackward(int member, int firstRow, int rows) {}

    @Override
    public List<DenseNetwork> networks() {
        return List.of(deep.network());
    }

    @Override
    public void close() {
        deep.close();
    }
}
