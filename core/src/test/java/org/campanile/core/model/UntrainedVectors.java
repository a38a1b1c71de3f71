package org.campanile.core.model;

/** A retrieval model of tests that is never trained: users have one vector, and scores may be of any size. */
public abstract class UntrainedVectors implements RetrievalModel {
    @Override
    public int interests() {
        return 1;
    }

    @Override
    public final double scoreLimit() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public final TrainingStep newStep() {
        throw untrained();
    }

    @Override
    public final StepClock clock() {
        throw untrained();
    }

    private UnsupportedOperationException untrained() {
        return new UnsupportedOperationException(getClass().getSimpleName() + " is not trained");
    }
}
