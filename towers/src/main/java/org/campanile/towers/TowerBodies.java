package org.campanile.towers;

import java.util.List;
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
        TowerBody body =
                isVector(settings, width) ? body(settings, width, inputs) : new DenseBody(network(settings, width));
        return switch (settings.similarity()) {
            case COSINE -> new UnitLengthBody(body);
            case DOT -> body;
        };
    }

    /** Whether the inputs may be the vector as they are, or through a map that begins as the identity. */
    private static boolean isVector(TowerSettings settings, int width) {
        return settings.hiddenSizes().isEmpty()
                && width == settings.outputSize()
                && settings.outputActivation() == Activation.IDENTITY;
    }

    private static TowerBody body(TowerSettings settings, int width, TowerInputs inputs) {
        return switch (inputs) {
            case ONE_EMBEDDING -> new IdentityBody(width);
            case MAPPED_EMBEDDING -> new DenseBody(identity(network(settings, width)));
            case SEVERAL_FEATURES -> new DenseBody(network(settings, width));
        };
    }

    /** A linear map {@code [dim, dim]} of a tower's side that begins as the identity. */
    static DenseNetwork identityMap(String name, int dim, TowerSettings settings) {
        return identity(DenseNetwork.create(new DenseNetworkSettings(
                name,
                dim,
                List.of(),
                dim,
                Activation.RELU,
                Activation.IDENTITY,
                settings.training().denseOptimizer(),
                settings.seed())));
    }

    /** Makes a linear layer the identity; parameters are W, column by column, then b. */
    private static DenseNetwork identity(DenseNetwork layer) {
        int dim = layer.inputSize();
        float[] parameters = new float[dim * dim + dim];
        for (int i = 0; i < dim; i++) {
            parameters[i * dim + i] = 1f;
        }
        layer.writeParameters(parameters);
        return layer;
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
