package org.campanile.core.checkpoint;

import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.nn.DenseParameters;

/**
 * A dense network in a checkpoint. The files of each vector follow one another.
 *
 * @param size             number of parameters
 * @param updaterStateSize numbers of optimizer state
 * @param iteration        optimizer steps taken
 */
record SavedNetwork(
        String name,
        int size,
        int updaterStateSize,
        int iteration,
        List<SavedFile> parameters,
        List<SavedFile> updaterState) {
    SavedNetwork {
        parameters = List.copyOf(parameters);
        updaterState = List.copyOf(updaterState);
    }

    Stream<SavedFile> files() {
        return Stream.concat(parameters.stream(), updaterState.stream());
    }

    /** What must agree with the model. */
    String shape() {
        return shape(name, size, updaterStateSize);
    }

    static String shapeOf(DenseParameters network) {
        return shape(network.name(), network.size(), network.updaterStateSize());
    }

    private static String shape(String name, int size, int updaterStateSize) {
        return "network " + name + " of " + size + " parameters and " + updaterStateSize
                + " numbers of optimizer state";
    }
}
