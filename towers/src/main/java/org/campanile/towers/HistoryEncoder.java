package org.campanile.towers;

import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.TablesStep;

/**
 * Turns the embeddings of the items of each user's history into K vectors of the same length, its interests. Matrices are
 * the encoder's own; members of a thread team share a step as they share those of a {@link TowerBody}.
 */
interface HistoryEncoder extends AutoCloseable {
    /** K. */
    int interests();

    /** Interests of a user with a history of so many items, from 1 to K; the others are repetitions of the first. */
    int interestsOf(int length);

    /** Tables of the encoder's own. */
    EmbeddingTables tables();

    /** Adds look-ups to a step with {@link #tables}. */
    void index(HistoryRows histories, TablesStep step);

    /** Makes room for the step's items and users, and says where the gradients of its look-ups will stand. */
    void begin(HistoryRows histories, TablesStep step, int members);

    /** Makes room for histories that are not trained with. */
    void ensureCapacity(HistoryRows histories, int members);

    /** Where the embeddings of the items go, {@code [>= items, dim]}. */
    FloatMatrix input();

    /**
     * Encodes the histories of some users: interest k of user i goes to row {@code i K + k} of {@code out}, from column 0
     * on. A user without history has vectors of zeros.
     */
    void forward(int member, HistoryRows histories, int firstUser, int users, FloatMatrix out);

    /** Passes the gradient by what {@link #forward} wrote for the same users back to {@link #inputGradient}. */
    void backward(int member, HistoryRows histories, int firstUser, int users, FloatMatrix gradient);

    /** The gradient of the loss by the embeddings, {@code [>= items, dim]}. */
    FloatMatrix inputGradient();

    /** Does a member's share of the update of the encoder's networks. */
    void update(int member, int members);

    void finishStep();

    List<DenseParameters> parameters();

    @Override
    void close();
}
