package org.campanile.core.nn;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.LongStream;
import org.campanile.core.Check;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The arithmetic of a dense network, done by DL4J on parameters and updater state that the caller holds. */
final class Dl4jNetwork implements AutoCloseable {
    static {
        Nd4jStart.once();
    }

    /** Only networks that average over the batch themselves read it. */
    private static final int BATCH_SIZE = 1;

    private final MultiLayerNetwork network;
    private final MultiLayerUpdater updater;
    private final INDArray parameters;
    private final INDArray flatGradient;

    private List<INDArray> activations = List.of();
    private @Nullable Gradient gradient;

    Dl4jNetwork(DenseNetworkSettings settings, FlatVector parameters, FlatVector updaterState) {
        this.parameters = parameters.array();
        this.network = new MultiLayerNetwork(NetworkConfigurations.of(settings));
        network.init(this.parameters, false);
        this.updater = new MultiLayerUpdater(network, updaterState.array());
        this.flatGradient = network.getFlattenedGradients().reshape(parameters.size());
    }

    void forward(INDArray input, INDArray output) {
        releaseActivations();
        network.setInput(input);
        activations = network.feedForward(true, false);
        output.assign(activations.get(activations.size() - 1));
    }

    /** Must follow a forward pass of as many rows, whose input still stands; may overwrite {@code outputGradient}. */
    void backward(INDArray outputGradient, INDArray inputGradient) {
        Check.that(
                !activations.isEmpty() && activations.get(0).size(0) == outputGradient.size(0),
                "a backward pass of %d rows must follow a forward pass of as many",
                outputGradient.size(0));
        Pair<Gradient, INDArray> gradients = network.backpropGradient(outputGradient, LayerWorkspaceMgr.noWorkspaces());
        gradient = gradients.getFirst();
        try (INDArray byInput = gradients.getSecond()) {
            inputGradient.assign(byInput);
        }
        releaseActivations();
    }

    /** One step of the optimizer with the gradient of the last backward pass. */
    void update(int iteration) {
        Gradient current = gradient;
        if (current == null) {
            throw new IllegalStateException("an update must follow a backward pass");
        }
        updater.update(network, current, iteration, 0, BATCH_SIZE, LayerWorkspaceMgr.noWorkspaces());
        parameters.subi(flatGradient);
        gradient = null;
    }

    /** DL4J's own zip. The stream stays open. */
    void write(OutputStream out) throws IOException {
        ModelSerializer.writeModel(network, out, false);
    }

    /** Takes over the parameters of a stored network if its layers have the sizes of this one's. */
    boolean read(InputStream in) throws IOException {
        // DL4J asks the stream how much is available at once, which remote streams need not know.
        InputStream whole = new ByteArrayInputStream(in.readAllBytes());
        MultiLayerNetwork stored = ModelSerializer.restoreMultiLayerNetwork(whole, false);
        boolean fits = shapes(stored).equals(shapes(network));
        try (INDArray values = stored.params()) {
            if (fits) {
                parameters.assign(values.reshape(parameters.length()));
            }
        }
        return fits;
    }

    private static List<List<Long>> shapes(MultiLayerNetwork network) {
        return network.paramTable().values().stream()
                .map(array -> LongStream.of(array.shape()).boxed().toList())
                .toList();
    }

    /*
     * Activations live outside DL4J's workspaces, because they must outlast the call that makes them. They are
     * released here and now: left to the garbage collector, which sees only their small Java side, native memory
     * would grow with every step. The first entry is the input itself, which is not the network's.
     */
    private void releaseActivations() {
        for (int i = 1; i < activations.size(); i++) {
            activations.get(i).close();
        }
        activations = List.of();
    }

    @Override
    public void close() {
        releaseActivations();
        network.getFlattenedGradients().close();
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
}
