package org.campanile.core.training;

import java.util.List;
import org.campanile.core.collective.Collective;
import org.campanile.core.nn.DenseParameters;

/** Workers exchange their parameters and wait for them, so that every round is settled. */
final class WholeAveraging implements DenseAveraging {
    private final Collective collective;
    private final List<DenseParameters> networks;
    private final OuterOptimizer outer;
    private final float[] buffer;

    WholeAveraging(Collective collective, List<DenseParameters> networks, OuterOptimizer outer) {
        this.collective = collective;
        this.networks = networks;
        this.outer = outer;
        this.buffer = new float
                [networks.stream().mapToInt(DenseParameters::size).max().orElse(0)];
    }

    @Override
    public void begin() {}

    @Override
    public void await() {}

    @Override
    public boolean isUnderWay() {
        return false;
    }

    @Override
    public void average(RoundEnd end) {
        for (int number = 0; number < networks.size(); number++) {
            DenseParameters network = networks.get(number);
            network.readParameters(buffer);
            collective.allReduceSum(buffer, 0, network.size());
            for (int i = 0; i < network.size(); i++) {
                buffer[i] /= collective.world().size();
            }
            outer.step(number, buffer);
            network.writeParameters(buffer);
        }
    }

    @Override
    public boolean averagesOptimizers(RoundEnd end) {
        return true;
    }

    @Override
    public void close() {}
}
