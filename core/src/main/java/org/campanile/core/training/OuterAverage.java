package org.campanile.core.training;

import java.util.List;
import org.campanile.core.model.StateVector;

/** The mean is taken as it is (McMahan et al.: Communication-Efficient Learning of Deep Networks, AISTATS 2017). */
final class OuterAverage implements OuterOptimizer {
    @Override
    public void begin() {}

    @Override
    public void step(int network, float[] mean) {}

    @Override
    public boolean isAverage() {
        return true;
    }

    @Override
    public List<StateVector> state() {
        return List.of();
    }
}
