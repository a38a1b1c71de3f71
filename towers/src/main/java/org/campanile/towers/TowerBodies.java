package org.campanile.towers;

import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;

/** Makes the bodies of towers. */
final class TowerBodies {
    private TowerBodies() {}

    /**
     * The body that the settings ask for.
     *
     * @param width  number of inputs
     * @param inputs what they consist of
     */
    static TowerBody create(TowerSettings settings, int width, TowerInputs inputs) {
        boolean isIdentity = inputs == TowerInputs.ONE_EMBEDDING
                && settings.hiddenSizes().isEmpty()
                && width == settings.outputSize()
                && settings.outputActivation() == Activation.IDENTITY;
        TowerBody body = isIdentity ? new IdentityBody(width) : new DenseBody(network(settings, width));
        return switch (settings.similarity()) {
            case COSINE -> new UnitLengthBody(body);
            case DOT -> body;
        };
    }

    private static DenseNetwork network(TowerSettings settings, int width) {
        return DenseNetwork.create(new DenseNetworkSettings(
                settings.prefix() + "-tower",
                width,
                settings.hiddenSizes(),
                settings.outputSize(),
                Activation.RELU,
                settings.outputActivation(),
                settings.training().denseOptimizer(),
                settings.seed()));
    }
}
