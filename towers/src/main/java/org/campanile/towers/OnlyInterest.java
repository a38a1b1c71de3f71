package org.campanile.towers;

import org.campanile.core.math.FloatMatrix;

/** Users have one vector each. */
record OnlyInterest(UserTower tower) implements InterestChoice {
    @Override
    public void ensureCapacity(int samples, int members) {}

    @Override
    public void forward(int member, InterestStep step, FloatMatrix items) {}

    @Override
    public FloatMatrix vectors() {
        return tower.output();
    }

    @Override
    public FloatMatrix gradients() {
        return tower.outputGradient();
    }

    @Override
    public void backward(int member, InterestStep step, FloatMatrix items) {}

    @Override
    public void addItemGradients(int member, InterestStep step, int firstItem, int count, FloatMatrix itemGradients) {}

    @Override
    public void close() {}
}
