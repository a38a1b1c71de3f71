package org.campanile.towers;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingMatrix;
import org.campanile.core.nn.TablesStep;

/**
 * One vector per user: the mean of the embeddings e of its history, by the weights a of {@link PlaceWeights}:
 *
 * <pre>
 * u           = sum over j of a_j e_j
 * d L / d e_j = a_j g                                     where g = d L / d u
 * d L / d a_j = g . e_j
 * </pre>
 */
final class WeightedPooling implements HistoryEncoder {
    private final int dim;
    private final PlaceWeights weights;
    private final GrowingMatrix embeddings;
    private final GrowingMatrix embeddingGradients;
    private float[][] rows = new float[0][];

    /**
     * @param dim     length of the embeddings
     * @param weights closed with the pooling
     */
    WeightedPooling(int dim, PlaceWeights weights) {
        this.dim = dim;
        this.weights = weights;
        this.embeddings = new GrowingMatrix(dim);
        this.embeddingGradients = new GrowingMatrix(dim);
    }

    @Override
    public int interests() {
        return 1;
    }

    @Override
    public int interestsOf(int length) {
        return 1;
    }

    @Override
    public EmbeddingTables tables() {
        return weights.tables();
    }

    @Override
    public void index(HistoryRows histories, TablesStep step) {
        weights.index(histories, step);
    }

    @Override
    public void begin(HistoryRows histories, TablesStep step, int members) {
        ensureCapacity(histories, members);
        weights.begin(step);
    }

    @Override
    public void ensureCapacity(HistoryRows histories, int members) {
        int items = Math.max(1, histories.items().count());
        embeddings.atLeast(items);
        embeddingGradients.atLeast(items);
        weights.ensureCapacity(items);
        while (rows.length < members) {
            rows = Arrays.copyOf(rows, rows.length + 1);
            rows[rows.length - 1] = new float[3 * dim];
        }
    }

    @Override
    public FloatMatrix input() {
        return embeddings.atLeast(1);
    }

    @Override
    public void forward(int member, HistoryRows histories, int firstUser, int users, FloatMatrix out) {
        Kernels kernels = Kernels.active();
        float[] row = rows[member];
        weights.forward(histories, firstUser, users);
        for (int user = firstUser; user < firstUser + users; user++) {
            int end = histories.items().start(user + 1);
            Arrays.fill(row, 0, dim, 0f);
            for (int i = histories.items().start(user); i < end; i++) {
                input().read(i, 0, row, dim, dim);
                kernels.addScaled(weights.weight(i), row, dim, row, 0, dim);
            }
            out.write(user, 0, row, 0, dim);
        }
    }

    @Override
    public void backward(int member, HistoryRows histories, int firstUser, int users, FloatMatrix gradient) {
        Kernels kernels = Kernels.active();
        float[] row = rows[member];
        for (int user = firstUser; user < firstUser + users; user++) {
            int begin = histories.items().start(user);
            int end = histories.items().start(user + 1);
            gradient.read(user, 0, row, 0, dim);
            for (int i = begin; i < end; i++) {
                input().read(i, 0, row, dim, dim);
                weights.slope(i, kernels.dot(row, 0, row, dim, dim));
                System.arraycopy(row, 0, row, 2 * dim, dim);
                kernels.scale(weights.weight(i), row, 2 * dim, dim);
                inputGradient().write(i, 0, row, 2 * dim, dim);
            }
            weights.backward(begin, end);
        }
    }

    @Override
    public FloatMatrix inputGradient() {
        return embeddingGradients.atLeast(1);
    }

    @Override
    public void update(int member, int members) {}

    @Override
    public void finishStep() {}

    @Override
    public List<DenseParameters> parameters() {
        return List.of();
    }

    @Override
    public void close() {
        weights.close();
        embeddings.close();
        embeddingGradients.close();
    }
}
