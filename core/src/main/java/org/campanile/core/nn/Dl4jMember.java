package org.campanile.core.nn;

import java.util.List;
import java.util.function.Consumer;
import org.campanile.core.Check;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** DL4J's network of one member of the team, over parameters and optimizer state that all members share. */
final class Dl4jMember implements AutoCloseable {
    /** Only networks that average over the batch themselves read it. */
    private static final int BATCH_SIZE = 1;

    private final MultiLayerNetwork network;
    private final MultiLayerUpdater updater;
    private final INDArray flatGradient;
    private List<INDArray> activations = List.of();
    private @Nullable Gradient gradient;
    private double rate = Double.NaN;

    Dl4jMember(MultiLayerNetwork network, INDArray updaterState) {
        this.network = network;
        this.updater = new MultiLayerUpdater(network, updaterState);
        this.flatGradient = network.getFlattenedGradients().reshape(network.numParams());
    }

    /** Takes the input over. */
    void forward(INDArray input, Consumer<INDArray> output) {
        releaseActivations();
        network.setInput(input);
        activations = network.feedForward(true, false);
        output.accept(activations.get(activations.size() - 1));
    }

    /** Must follow a forward pass of as many rows. Takes the output's gradient over. */
    void backward(INDArray outputGradient, Consumer<INDArray> inputGradient) {
        Check.that(
                !activations.isEmpty() && activations.get(0).size(0) == outputGradient.size(0),
                "a backward pass of %d rows must follow a forward pass of as many",
                outputGradient.size(0));
        Pair<Gradient, INDArray> gradients = network.backpropGradient(outputGradient, LayerWorkspaceMgr.noWorkspaces());
        gradient = gradients.getFirst();
        try (INDArray byInput = gradients.getSecond()) {
            inputGradient.accept(byInput);
        }
        releaseActivations();
    }

    boolean hasGradient() {
        return gradient != null;
    }

    void addGradientOf(Dl4jMember other) {
        flatGradient.addi(other.flatGradient);
    }

    /** One step of the optimizer with this member's gradient. */
    void update(int iteration, double learningRate, INDArray parameters) {
        if (learningRate != rate) {
            network.setLearningRate(learningRate);
            rate = learningRate;
        }
        Gradient current = gradient;
        Check.that(current != null, "an update must follow a backward pass");
        updater.update(network, current, iteration, 0, BATCH_SIZE, LayerWorkspaceMgr.noWorkspaces());
        parameters.subi(flatGradient);
    }

    void finishStep() {
        gradient = null;
    }

    /*
     * Activations live outside DL4J's workspaces, because they must outlast the call that makes them. They are
     * released here and now: left to the garbage collector, which sees only their small Java side, native memory
     * would grow with every step.
     */
    private void releaseActivations() {
        activations.forEach(INDArray::close);
        activations = List.of();
    }

    @Override
    public void close() {
        releaseActivations();
        network.getFlattenedGradients().close();
    }
}
