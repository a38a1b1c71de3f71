package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.DenseOptimizerConfiguration;

/**
 * What a {@link DenseNetwork} is made from.
 *
 * @param name             unique within the model; a file-name-safe word such as {@code user-tower}
 * @param inputSize        columns of the input
 * @param hiddenSizes      outputs of each hidden layer; empty for a single layer from input to output
 * @param outputSize       columns of the output
 * @param hiddenActivation after each hidden layer
 * @param outputActivation after the last layer
 * @param optimizer        optimizer of weights and biases
 * @param seed             seed of the initial weights and of dropout, together with the name
 * @param dropout          share of each relu layer's outputs that a training step leaves out, in [0, 1)
 * @param normalization    what stands before every activation but {@link Activation#IDENTITY}
 */
public record DenseNetworkSettings(
        String name,
        int inputSize,
        List<Integer> hiddenSizes,
        int outputSize,
        Activation hiddenActivation,
        Activation outputActivation,
        DenseOptimizerConfiguration optimizer,
        long seed,
        double dropout,
        Normalization normalization) {

    /** Without dropout and normalisation. */
    public DenseNetworkSettings(
            String name,
            int inputSize,
            List<Integer> hiddenSizes,
            int outputSize,
            Activation hiddenActivation,
            Activation outputActivation,
            DenseOptimizerConfiguration optimizer,
            long seed) {
        this(
                name,
                inputSize,
                hiddenSizes,
                outputSize,
                hiddenActivation,
                outputActivation,
                optimizer,
                seed,
                0,
                Normalization.NONE);
    }

    /** The same with another share of outputs left out. */
    public DenseNetworkSettings withDropout(double share) {
        return new DenseNetworkSettings(
                name,
                inputSize,
                hiddenSizes,
                outputSize,
                hiddenActivation,
                outputActivation,
                optimizer,
                seed,
                share,
                normalization);
    }

    /** The same with another normalisation. */
    public DenseNetworkSettings withNormalization(Normalization newNormalization) {
        return new DenseNetworkSettings(
                name,
                inputSize,
                hiddenSizes,
                outputSize,
                hiddenActivation,
                outputActivation,
                optimizer,
                seed,
                dropout,
                newNormalization);
    }

    public DenseNetworkSettings {
        hiddenSizes = List.copyOf(hiddenSizes);
        Check.positive(inputSize, "inputSize of " + name);
        Check.positive(outputSize, "outputSize of " + name);
        Check.that(dropout >= 0 && dropout < 1, "dropout of %s must be in [0, 1), but is %s", name, dropout);
        for (int size : hiddenSizes) {
            Check.positive(size, "hidden layer of " + name);
        }
    }

    /** The layers from input to output, at least one. */
    List<DenseLayerShape> layers() {
        List<DenseLayerShape> layers = new ArrayList<>();
        int inputs = inputSize;
        for (int outputs : hiddenSizes) {
            layers.add(layer(inputs, outputs, hiddenActivation));
            inputs = outputs;
        }
        layers.add(layer(inputs, outputSize, outputActivation));
        return layers;
    }

    private DenseLayerShape layer(int inputs, int outputs, Activation activation) {
        return new DenseLayerShape(
                inputs, outputs, activation, activation == Activation.IDENTITY ? Normalization.NONE : normalization);
    }

    /** Columns of the input, then outputs of every layer. */
    List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(inputSize);
        sizes.addAll(hiddenSizes);
        sizes.add(outputSize);
        return sizes;
    }

    /** Number of parameters, running statistics among them. */
    int parameters() {
        return layers().stream().mapToInt(DenseLayerShape::parameters).reduce(0, Math::addExact);
    }

    /** Number of values of optimizer state. */
    int updaterState() {
        int perParameter = switch (optimizer.type()) {
            case ADAM, ADAMW -> 2;
            case ADAGRAD -> 1;
            case SGD -> 0;
        };
        return Math.multiplyExact(perParameter, parameters());
    }
}
