package org.campanile.towers;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.UserQueries;
import org.campanile.core.nn.DenseParameters;

/**
 * The user's half of a model: turns samples into K vectors per user, its interests. The members of a thread team share its
 * steps as they share those of a {@link FeatureTower}; rows are users, and interest k of user i is row {@code i K + k} of
 * the matrices.
 */
interface UserTower extends AutoCloseable {
    /** Length of the vectors. */
    int vectorSize();

    /** K, vectors of each user. */
    int interests();

    /** Whether the vectors depend on what users took before. */
    boolean readsHistories();

    /** Decides which samples are trained with, of those that another choice leaves; for one thread. */
    default SampleChoice choice(SampleChoice others) {
        return others;
    }

    /**
     * Room for a step.
     *
     * @param items the same step of the item tower, whose tables the user tower may share
     */
    Step newStep(FeatureTower.Step items);

    /** The users of a step. Owned by one thread at a time. */
    interface Step {
        /** Forgets the users. */
        void clear();

        /** Takes the users of the samples; the items' step has been indexed, and is not finished. */
        void index(int epoch, Batch samples);

        /** Brings the rows of the tower's own tables into existence, or asks for them; also where there are no users. */
        void finish();

        /** Brings the rows of the tower's own tables here where others own them. */
        void fetch();

        /** Hands the gradients by the tower's own tables over to those who own the rows. */
        void deliver();

        /** Interests that a user really has, from 1 to K; the rows of the others are repetitions, without a gradient. */
        int interestsOf(int user);
    }

    /** Begins to train a step, which {@code members} members share; the item tower has begun the same step. */
    void begin(Step step, int members);

    /** Whether rows of the tower's own tables change in steps that do not touch them. */
    boolean decays();

    /** Makes up for what a member's share of the step's rows missed; all members have done so before one looks up. */
    void catchUp(int member);

    void lookUp(int member);

    void forward(int member);

    /** First user of a member's slice. */
    int firstUser(int member);

    /** Number of users of a member's slice. */
    int users(int member);

    /** The vectors, {@code [>= users * K, vectorSize]}. */
    FloatMatrix output();

    /** Where the gradient of the loss by the vectors goes, {@code [>= users * K, vectorSize]}. */
    FloatMatrix outputGradient();

    void backward(int member);

    /** Does a member's share of the update of networks and of the tower's own tables. */
    void update(int member);

    void finishStep();

    /** Writes the vectors of users, times a factor, to the first rows of {@code out}, {@code [>= users * K, vectorSize]}. */
    void vectors(UserQueries users, float factor, FloatMatrix out);

    /** What {@link #update} changes of networks. */
    List<DenseParameters> dense();

    /** What {@link #update} changes of tables. */
    List<TableState> tables();

    @Override
    void close();
}
