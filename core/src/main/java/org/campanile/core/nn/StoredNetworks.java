package org.campanile.core.nn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.LongStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks in DL4J's own zip format, without optimizer state. */
final class StoredNetworks {
    private StoredNetworks() {}

    /** Writes a network with these parameters, {@code [size]}. The stream stays open. */
    static void write(DenseNetworkSettings settings, INDArray parameters, OutputStream out) throws IOException {
        ModelSerializer.writeModel(network(settings, parameters), out, false);
    }

    /** Takes the parameters of a stored network over if its layers have the sizes of the settings; tells whether it did. */
    static boolean read(DenseNetworkSettings settings, InputStream in, INDArray parameters) throws IOException {
        // DL4J asks the stream how much is available at once, which remote streams need not know.
        InputStream whole = new ByteArrayInputStream(in.readAllBytes());
        MultiLayerNetwork stored = ModelSerializer.restoreMultiLayerNetwork(whole, false);
        boolean fits = shapes(stored).equals(shapes(network(settings, parameters)));
        try (INDArray values = stored.params()) {
            if (fits) {
                parameters.assign(values.reshape(parameters.length()));
            }
        }
        return fits;
    }

    /** DL4J's network over these parameters, which it shares. */
    static MultiLayerNetwork network(DenseNetworkSettings settings, INDArray parameters) {
        MultiLayerNetwork network = new MultiLayerNetwork(NetworkConfigurations.of(settings));
        network.init(parameters, false);
        return network;
    }

    private static List<List<Long>> shapes(MultiLayerNetwork network) {
        return network.paramTable().values().stream()
                .map(array -> LongStream.of(array.shape()).boxed().toList())
                .toList();
    }
}
