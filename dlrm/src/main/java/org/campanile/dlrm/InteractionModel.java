package org.campanile.dlrm;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RankingTasks;
import org.campanile.core.model.StepClock;
import org.campanile.core.model.StepPhase;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;
import org.campanile.core.nn.GradientClipping;
import org.campanile.core.nn.GrowingBatch;
import org.campanile.core.nn.TablesStep;
import org.campanile.core.parallel.Shares;
import org.campanile.core.parallel.TeamTask;
import org.campanile.core.parallel.ThreadTeam;
import org.jspecify.annotations.Nullable;

/**
 * What all ranking models share: the features of a sample become vectors, a {@link RankingNetwork} makes the outputs of all
 * tasks of them, and a step descends the mean over the samples of a loss of the outputs, each times the sample's weight if samples
 * have weights.
 *
 * <p>Each member of the thread team takes a slice of the samples from look-up to gradient; then all take a share of the
 * parameters and of every table's touched rows.
 */
final class InteractionModel implements RankingModel {
    /** The number under which the gradients by the vectors are given to the tables. */
    private static final int VECTORS = 0;

    private final FeatureInputs inputs;
    private final RankingNetwork network;
    private final DenseNetwork[] networks;
    private final @Nullable GradientClipping clipping;
    private final TaskOutputs heads;
    private final ThreadTeam team;
    private final boolean decay;
    private final boolean spread;
    private final TeamTask catchingUp = this::catchUp;
    private final TeamTask learning = this::learn;
    private final TeamTask measuring = this::measure;
    private final TeamTask updating = this::update;
    private final TeamTask predicting = this::predict;
    private final StepClock clock = new StepClock();

    private final HeapMatrix vectors;
    private final HeapMatrix vectorGradients;
    private final GrowingBatch predicted;
    private final double[] losses;
    private float[] outputs = new float[0];
    private final TablesStep predictedRows;
    private Batch batch;
    private TablesStep tablesStep;

    /** @param clipNorm greatest length of the gradient by the networks' parameters; 0 for none */
    InteractionModel(
            FeatureInputs inputs, RankingNetwork network, TaskOutputs heads, double clipNorm, ThreadTeam team) {
        this.inputs = inputs;
        this.network = network;
        this.networks = network.networks().toArray(DenseNetwork[]::new);
        this.clipping = clipNorm == 0 ? null : new GradientClipping(clipNorm, network.networks(), team.size());
        this.heads = heads;
        this.team = team;
        this.decay = inputs.tables().decay();
        this.spread = inputs.tables().spread();
        this.vectors = new HeapMatrix(network.vectorColumns());
        this.vectorGradients = new HeapMatrix(network.vectorColumns());
        this.losses = new double[team.size()];
        this.predicted = new GrowingBatch(inputs.samples().columns());
        this.batch = predicted.ofSize(0);
        this.predictedRows = inputs.tables().newStep();
        this.tablesStep = predictedRows;
    }

    @Override
    public TrainingStep newStep() {
        return new Step();
    }

    /** A step: the samples with all their features, and what they do with the tables. */
    private final class Step implements TrainingStep {
        private final GrowingBatch rows = new GrowingBatch(inputs.samples().columns());
        private final TablesStep step = inputs.tables().newStep();
        private Batch gathered = rows.ofSize(0);

        @Override
        public void prepare(int epoch, Batch given) {
            gathered = inputs.samples().gather(given, rows);
            step.clear();
            inputs.layer().index(gathered, step, VECTORS);
            inputs.tables().prepare(step);
        }

        @Override
        public double train() {
            clock.start();
            inputs.tables().fetch(step);
            clock.lap(StepPhase.LOOK_UP);
            double loss = gathered.size() == 0 ? 0 : InteractionModel.this.train(gathered, step);
            inputs.tables().deliver(step);
            clock.lap(StepPhase.UPDATE);
            return loss;
        }

        @Override
        public int samples() {
            return gathered.size();
        }
    }

    private double train(Batch rows, TablesStep step) {
        ensureCapacity(rows);
        vectorGradients.ensureRows(rows.size());
        batch = rows;
        tablesStep = step;
        if (decay) {
            team.run(catchingUp);
        }
        team.run(learning);
        inputs.layer().giveGradients(step, VECTORS, vectorGradients);
        if (clipping != null) {
            team.run(measuring);
            clipping.clip();
        }
        team.run(updating);
        for (DenseNetwork trained : networks) {
            trained.finishStep();
        }
        clock.lap(StepPhase.UPDATE);
        double sum = 0;
        for (double part : losses) {
            sum += part;
        }
        return sum;
    }

    private void ensureCapacity(Batch rowsOfBatch) {
        int rows = rowsOfBatch.size();
        inputs.layer().ensureCapacity(rowsOfBatch);
        network.ensureCapacity(rows, team.size());
        vectors.ensureRows(rows);
        heads.ensureCapacity(rows);
        if (outputs.length < rows * heads.width()) {
            outputs = new float[rows * heads.width()];
        }
    }

    private int first(int member) {
        return Shares.begin(member, team.size(), batch.size());
    }

    private int count(int member) {
        return Shares.end(member, team.size(), batch.size()) - first(member);
    }

    private void catchUp(int member) {
        inputs.tables().catchUp(tablesStep, member, team.size());
    }

    /** Takes a member's slice of the samples to the gradients of everything. */
    private void learn(int member) {
        int from = first(member);
        int rows = count(member);
        forward(member, from, rows, ForwardMode.TRAINING);
        losses[member] = heads.lossAndGradients(outputs, from, rows, batch, 1f / batch.size());
        lap(member, StepPhase.FORWARD);
        backward(member, from, rows);
        lap(member, StepPhase.BACKWARD);
    }

    /** Computes the outputs of some samples. */
    private void forward(int member, int from, int rows, ForwardMode mode) {
        Arrays.fill(outputs, from * heads.width(), (from + rows) * heads.width(), 0f);
        network.beginForward(member, batch, from, rows, mode);
        lap(member, StepPhase.FORWARD);
        for (int done = 0; done < rows; done += RankingNetwork.BLOCK) {
            int block = Math.min(RankingNetwork.BLOCK, rows - done);
            lookUp(from + done, block, mode);
            lap(member, StepPhase.LOOK_UP);
            network.interact(member, from + done, block, vectors, outputs);
            lap(member, StepPhase.FORWARD);
        }
        network.finishForward(member, from, rows, mode, outputs);
    }

    private void lookUp(int from, int rows, ForwardMode mode) {
        switch (mode) {
            case TRAINING -> inputs.layer().forward(batch, from, rows, vectors, tablesStep, VECTORS);
            case INFERENCE -> inputs.layer().forward(batch, from, rows, vectors);
        }
    }

    /** Passes the gradients by some samples' outputs, which have taken their place, back. */
    private void backward(int member, int from, int rows) {
        network.beginBackward(member, from, rows, outputs);
        for (int done = 0; done < rows; done += RankingNetwork.BLOCK) {
            int block = Math.min(RankingNetwork.BLOCK, rows - done);
            network.interactBackward(member, from + done, block, outputs, vectors, vectorGradients);
            inputs.layer().backward(batch, from + done, block, vectorGradients);
        }
        network.finishBackward(member, from, rows);
    }

    private void measure(int member) {
        if (clipping != null) {
            clipping.measure(member);
        }
    }

    private void update(int member) {
        for (DenseNetwork trained : networks) {
            trained.update(member, team.size());
        }
        inputs.tables().update(tablesStep, member, team.size());
    }

    private void lap(int member, StepPhase phase) {
        if (member == 0) {
            clock.lap(phase);
        }
    }

    @Override
    public RankingTasks tasks() {
        return heads.tasks();
    }

    @Override
    public void predict(Batch given, float[] out) {
        batch = inputs.samples().gather(given, predicted);
        if (spread) {
            fetch(batch);
        }
        if (batch.size() == 0) {
            return;
        }
        ensureCapacity(batch);
        team.run(predicting);
        heads.predict(outputs, batch.size());
        System.arraycopy(outputs, 0, out, 0, batch.size() * heads.width());
    }

    /** Brings the rows of a batch here that other workers own. */
    private void fetch(Batch rows) {
        predictedRows.clear();
        inputs.layer().index(rows, predictedRows, VECTORS);
        inputs.tables().fetch(predictedRows);
    }

    private void predict(int member) {
        forward(member, first(member), count(member), ForwardMode.INFERENCE);
    }

    @Override
    public StepClock clock() {
        return clock;
    }

    @Override
    public ModelState state() {
        return new ModelState(List.of(networks), inputs.tables().states());
    }

    @Override
    public void close() {
        team.close();
        network.close();
        inputs.tables().close();
    }
}
