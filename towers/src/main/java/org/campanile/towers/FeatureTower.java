package org.campanile.towers;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.batch.GivenFeatures;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.model.UserQueries;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingBatch;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.nn.SideRows;
import org.campanile.core.nn.TablesStep;
import org.campanile.core.parallel.Shares;

/**
 * One half of a two-tower model: turns the keys of users, or of items, into vectors, by way of their features, their
 * embeddings and a dense network.
 *
 * <pre>
 * keys [n] -> features -> inputs [n, width] -> network -> vectors [n, vectorSize]
 * </pre>
 *
 * <p>One step, of which each member of a thread team does a slice of the rows and a share of the update; between the lines
 * all have met:
 *
 * <pre>
 * step.index(keys, count), step.finish()       ahead, in any thread
 * begin(step, members)
 * lookUp(member), forward(member)              output() holds the vectors
 * ...                                          outputGradient() is filled
 * backward(member)
 * update(member)
 * finishStep()
 * </pre>
 *
 * <p>The owner calls what does not take a member.
 */
final class FeatureTower implements AutoCloseable {
    private static final int KEYS_AT_ONCE = 4096;

    /** The number of the gradient by the tower's inputs in steps of the tables; others may add theirs. */
    private static final int OWN_SOURCE = 0;

    private final SideRows rows;
    private final EmbeddingTables tables;
    private final InputLayer inputs;
    private final TowerBody body;
    private final GrowingBatch inferred;
    private Step current;
    private int members = 1;

    FeatureTower(TowerSettings settings) {
        this.rows = new SideRows(settings.schema(), settings.side(), settings.entities());
        this.tables = new EmbeddingTables(
                rows.features(),
                settings.schema(),
                vocabulary -> settings.tables().make(settings.table(vocabulary)));
        this.inputs = new InputLayer(rows.features(), rows.columns(), tables, 0);
        this.body = TowerBodies.create(
                settings,
                inputs.width(),
                rows.features().size() == 1 ? TowerInputs.ONE_EMBEDDING : TowerInputs.SEVERAL_FEATURES);
        this.inferred = new GrowingBatch(rows.columns());
        this.current = new Step();
    }

    int vectorSize() {
        return body.outputSize();
    }

    /** Room for a step. */
    Step newStep() {
        return new Step();
    }

    /** The features of a step's keys, and what they do with the tables. Owned by one thread at a time. */
    final class Step {
        private final GrowingBatch memory = new GrowingBatch(rows.columns());
        private final TablesStep tablesStep = tables.newStep();
        private Batch batch = memory.ofSize(0);

        /** Forgets the keys. */
        void clear() {
            tablesStep.clear();
        }

        /** Gathers the features of the first {@code count} keys, and finds the distinct rows of the tables. */
        void index(int[] keys, int count) {
            batch = rows.gather(keys, 0, count, memory);
            clear();
            inputs.index(batch, tablesStep, OWN_SOURCE);
        }

        /** What the step does with the tables; others may add look-ups between {@link #index} and {@link #finish}. */
        TablesStep tables() {
            return tablesStep;
        }

        /** Brings the rows of the tables into existence, or asks for them, when nothing more is added. */
        void finish() {
            tables.prepare(tablesStep);
        }

        /** Brings the rows here where others own them: before all else of training the step. */
        void fetch() {
            tables.fetch(tablesStep);
        }

        /** Hands the gradients over to those who own the rows, after the step's update. */
        void deliver() {
            tables.deliver(tablesStep);
        }
    }

    /** Begins to train a step, which {@code memberCount} members share. */
    void begin(Step step, int memberCount) {
        current = step;
        members = memberCount;
        body.ensureCapacity(step.batch.size(), memberCount);
        step.tablesStep.gradient(OWN_SOURCE, body.inputGradient());
    }

    /** Whether rows change in steps that do not touch them, so that {@link #catchUp} comes before the look-ups. */
    boolean decays() {
        return tables.decay();
    }

    /** Makes up for what a member's share of the step's rows missed; all members have done so before one looks up. */
    void catchUp(int member) {
        tables.catchUp(current.tablesStep, member, members);
    }

    /** Brings the inputs of a member's slice together. */
    void lookUp(int member) {
        inputs.forward(current.batch, firstRow(member), rows(member), body.input(), current.tablesStep, OWN_SOURCE);
    }

    /** Computes the vectors of a member's slice. */
    void forward(int member) {
        body.forward(member, firstRow(member), rows(member));
    }

    /** The vectors, {@code [>= count, vectorSize]}. */
    FloatMatrix output() {
        return body.output();
    }

    /** Where the gradient of the loss by the vectors goes, {@code [>= count, vectorSize]}. */
    FloatMatrix outputGradient() {
        return body.outputGradient();
    }

    /** Passes the gradients by the vectors of a member's slice back. */
    void backward(int member) {
        body.backward(member, firstRow(member), rows(member));
    }

    /** Does a member's share of the update of network and tables. */
    void update(int member) {
        body.update(member, members);
        tables.update(current.tablesStep, member, members);
    }

    void finishStep() {
        body.finishStep();
    }

    /** First row of a member's slice. */
    int firstRow(int member) {
        return Shares.begin(member, members, current.batch.size());
    }

    /** Number of rows of a member's slice. */
    int rows(int member) {
        return Shares.end(member, members, current.batch.size()) - firstRow(member);
    }

    /**
     * Writes the vectors of {@code keys[from]} to {@code keys[from + count - 1]}, times a factor, to the first rows of
     * {@code out}, {@code [>= count, vectorSize]}. Memory does not grow with {@code count}.
     */
    void vectors(int[] keys, int from, int count, float factor, FloatMatrix out) {
        vectors(keys, new GivenFeatures(), from, count, factor, out);
    }

    /** The same of users, some of whose features may be given. */
    void vectors(UserQueries users, float factor, FloatMatrix out) {
        vectors(users.keys(), users.given(), 0, users.size(), factor, out);
    }

    private void vectors(int[] keys, GivenFeatures given, int from, int count, float factor, FloatMatrix out) {
        Check.that(
                out.rows() >= count && out.columns() == vectorSize(),
                "%d vectors of %d do not fit a matrix of %d x %d",
                count,
                vectorSize(),
                out.rows(),
                out.columns());
        float[] vector = new float[vectorSize()];
        for (int done = 0; done < count; done += KEYS_AT_ONCE) {
            int block = Math.min(KEYS_AT_ONCE, count - done);
            infer(keys, given, from + done, block);
            for (int row = 0; row < block; row++) {
                output().read(row, 0, vector, 0, vector.length);
                Kernels.active().scale(factor, vector, 0, vector.length);
                out.write(done + row, 0, vector, 0, vector.length);
            }
        }
    }

    /** Computes the vectors of some keys in the calling thread. */
    private void infer(int[] keys, GivenFeatures given, int from, int count) {
        Batch batch = rows.gather(keys, given, from, count, inferred);
        body.ensureCapacity(count, 1);
        inputs.forward(batch, 0, count, body.input());
        body.forward(0, 0, count);
    }

    List<DenseParameters> dense() {
        return body.parameters();
    }

    /** The tables of the features' vocabularies. */
    EmbeddingTables embeddings() {
        return tables;
    }

    List<TableState> tables() {
        return tables.states();
    }

    @Override
    public void close() {
        body.close();
        tables.close();
    }
}
