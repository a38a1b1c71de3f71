package org.campanile.dlrm;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.loss.BinaryCrossEntropy;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.math.InteractionShape;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.StepClock;
import org.campanile.core.model.StepPhase;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.nn.BackwardScope;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingBatch;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.nn.SampleRows;
import org.campanile.core.nn.TablesStep;
import org.campanile.core.parallel.Shares;
import org.campanile.core.parallel.TeamTask;
import org.campanile.core.parallel.ThreadTeam;

/**
 * DLRM (Naumov et al.: Deep Learning Recommendation Model for Personalization and Recommendation Systems,
 * arXiv:1906.00091, 2019).
 *
 * <pre>
 * dense features      -> bottom network -> vector ---+--------------------+
 * categorical feature -> embedding                   +-> dot products ----+-> top network -> logit
 * sequence feature    -> mean of embeddings ---------+
 * </pre>
 *
 * <p>The loss is the binary cross-entropy of the logit; a step descends its mean over the samples. Each member of the
 * thread team takes a slice of the samples from look-up to gradient; then all take a share of the parameters and of every
 * table's touched rows.
 */
final class DlrmModel implements RankingModel {
    private final SampleRows samples;
    private final DensePart dense;
    private final EmbeddingTables tables;
    private final InputLayer embeddings;
    private final DenseNetwork top;
    private final DotInteraction[] interactions;
    private final ThreadTeam team;
    private final TeamTask learning = this::learn;
    private final TeamTask updating = this::update;
    private final StepClock clock = new StepClock();

    private final HeapMatrix vectors;
    private final HeapMatrix vectorGradients;
    private final GrowingBatch predicted;
    private final double[] losses;
    private float[] logits = new float[0];
    private Batch batch;
    private TablesStep tablesStep;

    DlrmModel(
            SampleRows samples,
            DensePart dense,
            EmbeddingTables tables,
            InputLayer embeddings,
            InteractionShape shape,
            DenseNetwork top,
            ThreadTeam team) {
        this.samples = samples;
        this.dense = dense;
        this.tables = tables;
        this.embeddings = embeddings;
        this.top = top;
        this.team = team;
        this.interactions = IntStream.range(0, team.size())
                .mapToObj(member -> new DotInteraction(shape, dense.width()))
                .toArray(DotInteraction[]::new);
        this.vectors = new HeapMatrix(shape.count() * shape.dim());
        this.vectorGradients = new HeapMatrix(shape.count() * shape.dim());
        this.losses = new double[team.size()];
        this.predicted = new GrowingBatch(samples.columns());
        this.batch = predicted.ofSize(0);
        this.tablesStep = tables.newStep();
    }

    @Override
    public TrainingStep newStep() {
        return new Step();
    }

    /** A step: the samples with all their features, and what they do with the tables. */
    private final class Step implements TrainingStep {
        private final GrowingBatch rows = new GrowingBatch(samples.columns());
        private final TablesStep step = tables.newStep();
        private Batch gathered = rows.ofSize(0);

        @Override
        public void prepare(int epoch, Batch given) {
            gathered = samples.gather(given, rows);
            step.clear();
            embeddings.index(gathered, step, 0);
            tables.prepare(step);
        }

        @Override
        public double train() {
            return gathered.size() == 0 ? 0 : DlrmModel.this.train(gathered, step);
        }

        @Override
        public int samples() {
            return gathered.size();
        }
    }

    private double train(Batch rows, TablesStep step) {
        ensureCapacity(rows.size());
        vectorGradients.ensureRows(rows.size());
        batch = rows;
        tablesStep = step;
        clock.start();
        team.run(learning);
        step.gradient(0, vectorGradients);
        team.run(updating);
        dense.finishStep();
        top.finishStep();
        clock.lap(StepPhase.UPDATE);
        double loss = 0;
        for (double part : losses) {
            loss += part;
        }
        return loss;
    }

    private void ensureCapacity(int rows) {
        dense.ensureCapacity(rows, team.size());
        top.ensureCapacity(rows, team.size());
        vectors.ensureRows(rows);
        if (logits.length < rows) {
            logits = new float[rows];
        }
    }

    /** Takes a member's slice of the samples to the gradients of everything. */
    private void learn(int member) {
        int from = Shares.begin(member, team.size(), batch.size());
        int rows = Shares.end(member, team.size(), batch.size()) - from;
        forward(member, from, rows);
        losses[member] = BinaryCrossEntropy.lossAndGradients(
                logits, from, batch.labels(), from, rows, 1f / batch.size(), logits);
        lap(member, StepPhase.FORWARD);
        backward(member, from, rows);
        lap(member, StepPhase.BACKWARD);
    }

    /** Computes the logits of some samples. */
    private void forward(int member, int from, int rows) {
        dense.forward(member, batch, from, rows);
        lap(member, StepPhase.FORWARD);
        for (int done = 0; done < rows; done += DotInteraction.BLOCK) {
            int block = Math.min(DotInteraction.BLOCK, rows - done);
            embeddings.forward(batch, from + done, block, vectors);
            lap(member, StepPhase.LOOK_UP);
            interactions[member].forward(from + done, block, dense, vectors, top.input());
            lap(member, StepPhase.FORWARD);
        }
        top.forward(member, from, rows);
        top.output().read(from, 0, logits, from, rows);
    }

    /** Passes the gradients by some samples' logits, which have taken their place, back. */
    private void backward(int member, int from, int rows) {
        top.outputGradient().write(from, 0, logits, from, rows);
        top.backward(member, from, rows, BackwardScope.INPUT);
        for (int done = 0; done < rows; done += DotInteraction.BLOCK) {
            int block = Math.min(DotInteraction.BLOCK, rows - done);
            interactions[member].backward(from + done, block, top.inputGradient(), vectors, vectorGradients, dense);
        }
        dense.backward(member, from, rows);
    }

    private void update(int member) {
        dense.update(member, team.size());
        top.update(member, team.size());
        tables.update(tablesStep, member, team.size());
    }

    private void lap(int member, StepPhase phase) {
        if (member == 0) {
            clock.lap(phase);
        }
    }

    @Override
    public void predict(Batch given, float[] out) {
        if (given.size() == 0) {
            return;
        }
        batch = samples.gather(given, predicted);
        ensureCapacity(batch.size());
        forward(0, 0, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            out[i] = BinaryCrossEntropy.probability(logits[i]);
        }
    }

    @Override
    public StepClock clock() {
        return clock;
    }

    @Override
    public ModelState state() {
        return new ModelState(
                Stream.concat(dense.parameters().stream(), Stream.of(top)).toList(), tables.states());
    }

    @Override
    public void close() {
        team.close();
        dense.close();
        tables.close();
        top.close();
    }
}
