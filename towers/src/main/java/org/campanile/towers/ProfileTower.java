package org.campanile.towers;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.UserQueries;
import org.campanile.core.nn.DenseParameters;

/** Users are known by their keys and the features stored by them. */
final class ProfileTower implements UserTower {
    private final FeatureTower tower;
    private final SampleKeys keys;

    /** @param keys where samples name their user */
    ProfileTower(FeatureTower tower, SampleKeys keys) {
        this.tower = tower;
        this.keys = keys;
    }

    @Override
    public int vectorSize() {
        return tower.vectorSize();
    }

    @Override
    public int interests() {
        return 1;
    }

    @Override
    public boolean readsHistories() {
        return false;
    }

    @Override
    public Step newStep(FeatureTower.Step items) {
        return new Users(tower.newStep());
    }

    private final class Users implements Step {
        private final FeatureTower.Step step;

        Users(FeatureTower.Step step) {
            this.step = step;
        }

        @Override
        public void clear() {
            step.clear();
        }

        @Override
        public void index(int epoch, Batch samples) {
            step.index(keys.users(samples), samples.size());
        }

        @Override
        public void finish() {
            step.finish();
        }

        @Override
        public void fetch() {
            step.fetch();
        }

        @Override
        public void deliver() {
            step.deliver();
        }

        @Override
        public int interestsOf(int user) {
            return 1;
        }
    }

    @Override
    public void begin(Step step, int members) {
        tower.begin(((Users) step).step, members);
    }

    @Override
    public boolean decays() {
        return tower.decays();
    }

    @Override
    public void catchUp(int member) {
        tower.catchUp(member);
    }

    @Override
    public void lookUp(int member) {
        tower.lookUp(member);
    }

    @Override
    public void forward(int member) {
        tower.forward(member);
    }

    @Override
    public int firstUser(int member) {
        return tower.firstRow(member);
    }

    @Override
    public int users(int member) {
        return tower.rows(member);
    }

    @Override
    public FloatMatrix output() {
        return tower.output();
    }

    @Override
    public FloatMatrix outputGradient() {
        return tower.outputGradient();
    }

    @Override
    public void backward(int member) {
        tower.backward(member);
    }

    @Override
    public void update(int member) {
        tower.update(member);
    }

    @Override
    public void finishStep() {
        tower.finishStep();
    }

    @Override
    public void vectors(UserQueries users, float factor, FloatMatrix out) {
        tower.vectors(users, factor, out);
    }

    @Override
    public List<DenseParameters> dense() {
        return tower.dense();
    }

    @Override
    public List<TableState> tables() {
        return tower.tables();
    }

    @Override
    public void close() {
        tower.close();
    }
}
