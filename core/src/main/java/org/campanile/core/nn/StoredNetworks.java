package org.campanile.core.nn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Networks in DL4J's own zip format, without optimizer state. Equal networks make equal bytes. */
final class StoredNetworks {
    /** The time of every entry: the first days of 1980 stand for an unknown time in zip files. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private StoredNetworks() {}

    /** Writes a network with these parameters, {@code [size]}. The stream stays open. */
    static void write(DenseNetworkSettings settings, INDArray parameters, OutputStream out) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ModelSerializer.writeModel(network(settings, parameters), written, false);
        copyWithoutTimes(new ZipInputStream(new ByteArrayInputStream(written.toByteArray())), new ZipOutputStream(out));
    }

    private static void copyWithoutTimes(ZipInputStream in, ZipOutputStream out) throws IOException {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            ZipEntry copy = new ZipEntry(entry.getName());
            copy.setTimeLocal(TIME);
            out.putNextEntry(copy);
            in.transferTo(out);
        }
        out.finish();
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
