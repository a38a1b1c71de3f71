package org.campanile.core.training;

import java.util.List;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.DenseParameters;

/**
 * What the workers did in a round is taken for a gradient, and a step with Nesterov momentum is made of it (Wang et al.:
 * SlowMo, ICLR 2020; Douillard et al.: DiLoCo, 2023). With parameters x before the round, their mean y over the workers
 * after it, momentum mu and learning rate eta:
 *
 * <pre>
 * d = x - y
 * m = mu m + d                m = 0 at first
 * x = x - eta (d + mu m)
 * </pre>
 *
 * <p>x is a copy of the parameters since the last round; it need not be saved, because after a round every worker has it.
 */
final class OuterNesterov implements OuterOptimizer {
    private final float momentum;
    private final float learningRate;
    private final List<DenseParameters> networks;
    private final List<float[]> before;
    private final List<StateVector> momenta;

    OuterNesterov(float momentum, float learningRate, List<DenseParameters> networks) {
        this.momentum = momentum;
        this.learningRate = learningRate;
        this.networks = List.copyOf(networks);
        this.before =
                networks.stream().map(network -> new float[network.size()]).toList();
        this.momenta = networks.stream()
                .map(network -> new StateVector(network.name(), new float[network.size()]))
                .toList();
    }

    @Override
    public void begin() {
        for (int i = 0; i < networks.size(); i++) {
            networks.get(i).readParameters(before.get(i));
        }
    }

    @Override
    public void step(int network, float[] mean) {
        float[] x = before.get(network);
        float[] m = momenta.get(network).values();
        for (int i = 0; i < x.length; i++) {
            float d = x[i] - mean[i];
            m[i] = momentum * m[i] + d;
            x[i] -= learningRate * (d + momentum * m[i]);
            mean[i] = x[i];
        }
    }

    @Override
    public boolean isAverage() {
        return false;
    }

    @Override
    public List<StateVector> state() {
        return momenta;
    }
}
