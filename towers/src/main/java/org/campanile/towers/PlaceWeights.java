package org.campanile.towers;

import java.util.function.Function;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingMatrix;
import org.campanile.core.nn.SequenceRows;
import org.campanile.core.nn.TablesStep;
import org.campanile.core.schema.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * What the items of a history count beside one another: alike, or by weights that are learned for each place j, counted from
 * the newest. With logits r, an embedding table of one number per place, and the slopes {@code h_j = d L / d a_j}:
 *
 * <pre>
 * a_j         = exp(r_j) / sum over i of exp(r_i)          over the places that are there; 1 / n without r
 * d L / d r_j = a_j (h_j - sum over i of a_i h_i)
 * </pre>
 *
 * <p>Members of a thread team share a step, each with users of its own.
 */
final class PlaceWeights implements AutoCloseable {
    private static final int LOGITS_SOURCE = 0;

    private final EmbeddingTables tables;
    private final @Nullable SequenceRows logitRows;
    private final GrowingMatrix logits = new GrowingMatrix(1);
    private final GrowingMatrix logitGradients = new GrowingMatrix(1);
    private final GrowingMatrix weights = new GrowingMatrix(1);

    private PlaceWeights(EmbeddingTables tables, @Nullable SequenceRows logitRows) {
        this.tables = tables;
        this.logitRows = logitRows;
    }

    /** All places count alike. */
    static PlaceWeights alike() {
        return new PlaceWeights(EmbeddingTables.none(), null);
    }

    /**
     * Weights are learned.
     *
     * @param places the vocabulary of places
     * @param maker  makes the table of their logits, with rows of one number
     */
    static PlaceWeights learned(Vocabulary places, Function<Vocabulary, EmbeddingTable> maker) {
        EmbeddingTables tables = EmbeddingTables.of(places, maker);
        return new PlaceWeights(tables, new SequenceRows(tables, places.name()));
    }

    /** The table of logits, if weights are learned. */
    EmbeddingTables tables() {
        return tables;
    }

    /** Adds the look-ups of the places to a step with {@link #tables}. */
    void index(HistoryRows histories, TablesStep step) {
        if (logitRows != null) {
            logitRows.index(histories.places(), step, LOGITS_SOURCE);
        }
    }

    /** Says where the gradients of a step's look-ups will stand; there is room for its items. */
    void begin(TablesStep step) {
        step.gradient(LOGITS_SOURCE, logitGradients.atLeast(1));
    }

    /** Makes room for so many items of all histories together. */
    void ensureCapacity(int items) {
        logits.atLeast(items);
        logitGradients.atLeast(items);
        weights.atLeast(items);
    }

    /** Computes the weights of the items of some users. */
    void forward(HistoryRows histories, int firstUser, int users) {
        if (logitRows != null) {
            logitRows.forward(histories.places(), firstUser, users, logits.atLeast(1));
        }
        for (int user = firstUser; user < firstUser + users; user++) {
            setWeights(histories.items().start(user), histories.items().start(user + 1));
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

    /** The weight of an item, by its place among the items of all histories; the weights of a history have the sum 1. */
    float weight(int item) {
        return weights.atLeast(1).get(item, 0);
    }

    /** Takes in the derivative of the loss by the weight of an item. */
    void slope(int item, float slope) {
        logitGradients.atLeast(1).set(item, 0, slope);
    }

    /** Passes the slopes of one history, the items {@code begin} to {@code end - 1}, back to its logits. */
    void backward(int begin, int end) {
        FloatMatrix gradient = logitGradients.atLeast(1);
        float mean = 0;
        for (int i = begin; i < end; i++) {
            mean += weight(i) * gradient.get(i, 0);
        }
        for (int i = begin; i < end; i++) {
            gradient.set(i, 0, weight(i) * (gradient.get(i, 0) - mean));
        }
    }

    @Override
    public void close() {
        tables.close();
        logits.close();
        logitGradients.close();
        weights.close();
    }
}
