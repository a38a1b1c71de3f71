package org.campanile.towers;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.StepClock;
import org.campanile.core.model.StepPhase;
import org.campanile.core.model.TrainingStep;
import org.campanile.core.model.UserQueries;
import org.campanile.core.parallel.TeamTask;
import org.campanile.core.parallel.ThreadTeam;

/**
 * A user tower and an item tower, trained to tell each user's items from others.
 *
 * <p>With user vector u, item vector v and temperature t the score is {@code s = u . v / t}; for the cosine, u and v have
 * length 1. Users may have several vectors, of which an {@link InterestChoice} makes the one a sample is trained with. A step
 * descends the mean of the loss over its samples. Each member of the thread team takes a slice of the users and one of the
 * items through the towers; then all take a share of the parameters and of every table's touched rows.
 */
final class TwoTowerModel implements RetrievalModel {
    private final UserTower userTower;
    private final FeatureTower itemTower;
    private final InterestChoice interest;
    private final TowerLoss loss;
    private final Supplier<SampleChoice> choices;
    private final float userScale;
    private final double scoreLimit;
    private final ThreadTeam team;
    private final boolean decay;
    private final TeamTask catchingUp = this::catchUp;
    private final TeamTask towersForward = this::towersForward;
    private final TeamTask score = this::score;
    private final TeamTask towersBackward = this::towersBackward;
    private final TeamTask update = this::update;
    private final StepClock clock = new StepClock();
    private final double[] losses;
    private Step current;

    /**
     * @param choices     makes what decides with which samples a step trains
     * @param similarity  of the vectors that the towers make
     * @param temperature what similarities are divided by
     */
    TwoTowerModel(
            UserTower userTower,
            FeatureTower itemTower,
            InterestChoice interest,
            TowerLoss loss,
            Supplier<SampleChoice> choices,
            Similarity similarity,
            double temperature,
            ThreadTeam team) {
        this.userTower = userTower;
        this.itemTower = itemTower;
        this.interest = interest;
        this.loss = loss;
        this.choices = choices;
        this.userScale = (float) (1 / temperature);
        this.scoreLimit = similarity.limit() / temperature;
        this.team = team;
        this.decay = userTower.decays() || itemTower.decays();
        this.losses = new double[team.size()];
        this.current = new Step();
    }

    @Override
    public TrainingStep newStep() {
        return new Step();
    }

    /** A step: users and items with their features, and the loss over them. */
    private final class Step implements TrainingStep, InterestStep {
        private final FeatureTower.Step items = itemTower.newStep();
        private final UserTower.Step users = userTower.newStep(items);
        private final TowerLoss.Step scores = loss.newStep();
        private final SampleChoice choice = choices.get();
        private int samples;

        @Override
        public void prepare(int epoch, Batch batch) {
            Batch chosen = choice.choose(epoch, batch);
            samples = chosen.size();
            items.clear();
            users.clear();
            if (samples > 0) {
                scores.prepare(epoch, chosen);
                items.index(scores.items(), scores.itemCount());
                users.index(epoch, chosen);
            }
            items.finish();
            users.finish();
        }

        @Override
        public double train() {
            clock.start();
            items.fetch();
            users.fetch();
            clock.lap(StepPhase.LOOK_UP);
            double sum = samples == 0 ? 0 : TwoTowerModel.this.train(this);
            items.deliver();
            users.deliver();
            clock.lap(StepPhase.UPDATE);
            return sum;
        }

        @Override
        public int samples() {
            return samples;
        }

        @Override
        public int ownItem(int sample) {
            return scores.ownItem(sample);
        }

        @Override
        public int interestsOf(int sample) {
            return users.interestsOf(sample);
        }
    }

    private double train(Step step) {
        current = step;
        step.scores.begin();
        itemTower.begin(step.items, team.size());
        userTower.begin(step.users, team.size());
        interest.ensureCapacity(step.samples, team.size());
        if (decay) {
            team.run(catchingUp);
        }
        team.run(towersForward);
        team.run(score);
        step.scores.scored(itemTower.output());
        clock.lap(StepPhase.FORWARD);
        team.run(towersBackward);
        clock.lap(StepPhase.BACKWARD);
        team.run(update);
        userTower.finishStep();
        itemTower.finishStep();
        clock.lap(StepPhase.UPDATE);
        double sum = 0;
        for (double part : losses) {
            sum += part;
        }
        return sum;
    }

    private void catchUp(int member) {
        userTower.catchUp(member);
        itemTower.catchUp(member);
    }

    private void towersForward(int member) {
        userTower.lookUp(member);
        itemTower.lookUp(member);
        if (member == 0) {
            clock.lap(StepPhase.LOOK_UP);
        }
        userTower.forward(member);
        itemTower.forward(member);
    }

    /** Goes from the vectors to the loss and, block by block, at once back to the gradients by the vectors. */
    private void score(int member) {
        interest.forward(member, current, itemTower.output());
        losses[member] = current.scores.lossAndGradients(
                member, interest.vectors(), itemTower.output(), interest.gradients(), itemTower.outputGradient());
        interest.backward(member, current, itemTower.output());
    }

    private void towersBackward(int member) {
        int firstItem = itemTower.firstRow(member);
        int items = itemTower.rows(member);
        current.scores.completeItemGradients(member, firstItem, items, itemTower.outputGradient());
        interest.addItemGradients(member, current, firstItem, items, itemTower.outputGradient());
        userTower.backward(member);
        itemTower.backward(member);
    }

    private void update(int member) {
        userTower.update(member);
        itemTower.update(member);
    }

    @Override
    public StepClock clock() {
        return clock;
    }

    @Override
    public int vectorSize() {
        return userTower.vectorSize();
    }

    @Override
    public int interests() {
        return userTower.interests();
    }

    @Override
    public double scoreLimit() {
        return scoreLimit;
    }

    @Override
    public boolean readsHistories() {
        return userTower.readsHistories();
    }

    /** The vectors are divided by the temperature, so that dot products are scores. */
    @Override
    public void userVectors(UserQueries users, FloatMatrix out) {
        userTower.vectors(users, userScale, out);
    }

    @Override
    public void itemVectors(int[] items, int from, int count, FloatMatrix out) {
        itemTower.vectors(items, from, count, 1f, out);
    }

    @Override
    public ModelState state() {
        return new ModelState(
                Stream.concat(userTower.dense().stream(), itemTower.dense().stream())
                        .toList(),
                Stream.of(userTower.tables(), itemTower.tables(), loss.tables())
                        .flatMap(List::stream)
                        .toList());
    }

    @Override
    public void endRound() {
        loss.endRound();
    }

    @Override
    public void close() {
        team.close();
        userTower.close();
        itemTower.close();
        interest.close();
        loss.close();
    }
}
