package org.campanile.towers;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;

/** Which items the users of a batch are scored with, and the loss of the scores; told apart by where negatives come from. */
sealed interface TowerLoss extends AutoCloseable
        permits OwnNegatives, SharedNegatives, InBatchNegatives, MixedNegatives, CatalogueNegatives {
    /** Room for a step. */
    Step newStep();

    /** What training changes in the loss itself. */
    default List<TableState> tables() {
        return List.of();
    }

    /** Forgets what was kept from step to step beside {@link #tables}. */
    default void endRound() {}

    @Override
    void close();

    /** The items of one step and the loss over them. Owned by one thread at a time while it is prepared. */
    interface Step {
        /** Chooses the items for a batch of at least one sample; nothing of the batch is kept. */
        void prepare(int epoch, Batch batch);

        /** Begins to train the step; by the model's own thread. */
        default void begin() {}

        /** The place of a sample's own item among {@link #items()}. */
        int ownItem(int sample);

        /** The items chosen, of which the first {@link #itemCount()} are meant; the step's own. */
        int[] items();

        int itemCount();

        /**
         * Computes the loss of a member's share of the samples, and of the gradients of the mean over all samples those by
         * their users' vectors, and its part of those by the items' vectors.
         *
         * @param users         vectors of the batch's users, {@code [>= samples, vectorSize]}
         * @param items         vectors of {@link #items()}, {@code [>= itemCount, vectorSize]}
         * @param userGradients receives the gradients by the users' vectors
         * @param itemGradients receives the gradients by the items' vectors
         * @return the sum of the loss over the member's samples
         */
        double lossAndGradients(
                int member, FloatMatrix users, FloatMatrix items, FloatMatrix userGradients, FloatMatrix itemGradients);

        /** Takes note of the items' vectors, after {@link #lossAndGradients} of every member; by the model's own thread. */
        default void scored(FloatMatrix items) {}

        /**
         * Completes the gradients by the vectors of {@code count} items from {@code firstItem} on, which a member takes on;
         * follows {@link #lossAndGradients} of every member.
         */
        void completeItemGradients(int member, int firstItem, int count, FloatMatrix itemGradients);
    }
}
