package org.campanile.towers;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingMatrix;
import org.campanile.core.nn.SequenceRows;
import org.campanile.core.nn.TablesStep;
import org.campanile.core.schema.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * One vector per user: the mean of the embeddings e of its history, by weights that may be learned for each place j in it,
 * counted from the newest. With logits r, an embedding table of one number per place:
 *
 * <pre>
 * a_j        = exp(r_j) / sum over i of exp(r_i)          over the places that are there; 1 / n without r
 * u          = sum over j of a_j e_j
 * d L / d e_j = a_j g                                     where g = d L / d u
 * d L / d r_j = a_j g . (e_j - u)
 * </pre>
 */
final class WeightedPooling implements HistoryEncoder {
    private static final int LOGITS_SOURCE = 0;

    private final int dim;
    private final EmbeddingTables tables;
    private final @Nullable SequenceRows logitRows;
    private final GrowingMatrix embeddings;
    private final GrowingMatrix embeddingGradients;
    private final GrowingMatrix logits = new GrowingMatrix(1);
    private final GrowingMatrix logitGradients = new GrowingMatrix(1);
    private final GrowingMatrix weights = new GrowingMatrix(1);
    private float[][] rows = new float[0][];

    private WeightedPooling(int dim, EmbeddingTables tables, @Nullable SequenceRows logitRows) {
        this.dim = dim;
        this.tables = tables;
        this.logitRows = logitRows;
        this.embeddings = new GrowingMatrix(dim);
        this.embeddingGradients = new GrowingMatrix(dim);
    }

    /** The plain mean of embeddings of a length. */
    static WeightedPooling mean(int dim) {
        return new WeightedPooling(dim, EmbeddingTables.none(), null);
    }

    /**
     * The mean by learned weights.
     *
     * @param places the vocabulary of places
     * @param maker  makes the table of their logits, with rows of one number
     */
    static WeightedPooling byRecency(int dim, Vocabulary places, Function<Vocabulary, EmbeddingTable> maker) {
        EmbeddingTables tables = EmbeddingTables.of(places, maker);
        return new WeightedPooling(dim, tables, new SequenceRows(tables, places.name()));
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
        return tables;
    }

    @Override
    public void index(HistoryRows histories, TablesStep step) {
        if (logitRows != null) {
            logitRows.index(histories.places(), step, LOGITS_SOURCE);
        }
    }

    @Override
    public void begin(HistoryRows histories, TablesStep step, int members) {
        ensureCapacity(histories, members);
        step.gradient(LOGITS_SOURCE, logitGradients.atLeast(1));
    }

    @Override
    public void ensureCapacity(HistoryRows histories, int members) {
        int items = Math.max(1, histories.items().count());
        embeddings.atLeast(items);
        embeddingGradients.atLeast(items);
        logits.atLeast(items);
        logitGradients.atLeast(items);
        weights.atLeast(items);
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
        if (logitRows != null) {
            logitRows.forward(histories.places(), firstUser, users, logits.atLeast(1));
        }
        for (int user = firstUser; user < firstUser + users; user++) {
            int begin = histories.items().start(user);
            int end = histories.items().start(user + 1);
            setWeights(begin, end);
            Arrays.fill(row, 0, dim, 0f);
            for (int i = begin; i < end; i++) {
                input().read(i, 0, row, dim, dim);
                kernels.addScaled(weights.atLeast(1).get(i, 0), row, dim, row, 0, dim);
            }
            out.write(user, 0, row, 0, dim);
        }
    }

    private void setWeights(int begin, int end) {
        FloatMatrix weight = weights.atLeast(1);
        if (logitRows == null) {
            for (int i = begin; i < end; i++) {
                weight.set(i, 0, 1f / (end - begin));
            }
            return;
        }
        FloatMatrix logit = logits.atLeast(1);
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = begin; i < end; i++) {
            largest = Math.max(largest, logit.get(i, 0));
        }
        double sum = 0;
        for (int i = begin; i < end; i++) {
            sum += Math.exp(logit.get(i, 0) - largest);
        }
        for (int i = begin; i < end; i++) {
            weight.set(i, 0, (float) (Math.exp(logit.get(i, 0) - largest) / sum));
        }
    }

    @Override
    public void backward(int member, HistoryRows histories, int firstUser, int users, FloatMatrix gradient) {
        Kernels kernels = Kernels.active();
        float[] row = rows[member];
        FloatMatrix weight = weights.atLeast(1);
        for (int user = firstUser; user < firstUser + users; user++) {
            int begin = histories.items().start(user);
            int end = histories.items().start(user + 1);
            gradient.read(user, 0, row, 0, dim);
            float ofMean = 0;
            for (int i = begin; i < end; i++) {
                float a = weight.get(i, 0);
                input().read(i, 0, row, dim, dim);
                float along = kernels.dot(row, 0, row, dim, dim);
                ofMean += a * along;
                logitGradients.atLeast(1).set(i, 0, along);
                System.arraycopy(row, 0, row, 2 * dim, dim);
                kernels.scale(a, row, 2 * dim, dim);
                inputGradient().write(i, 0, row, 2 * dim, dim);
            }
            for (int i = begin; i < end; i++) {
                float along = logitGradients.atLeast(1).get(i, 0);
                logitGradients.atLeast(1).set(i, 0, weight.get(i, 0) * (along - ofMean));
            }
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
        tables.close();
        embeddings.close();
        embeddingGradients.close();
        logits.close();
        logitGradients.close();
        weights.close();
    }
}
