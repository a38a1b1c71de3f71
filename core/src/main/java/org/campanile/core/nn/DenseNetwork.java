package org.campanile.core.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;

/**
 * A stack of dense layers, {@code x <- activation(x W + b)}, whose loss lies outside: the caller writes the input, reads
 * the output, writes the loss's gradient by the output, and receives the gradient by the input.
 *
 * <pre>
 * network.input(rows)           [>= rows, inputSize]     fill the first rows
 * network.forward(rows)         [>= rows, outputSize]    read them
 * network.outputGradient(rows)  [>= rows, outputSize]    fill the first rows
 * network.backward(rows)        [>= rows, inputSize]     read them
 * network.update()              one step of the optimizer with the gradient of the last backward pass
 * </pre>
 *
 * <p>The matrices are the network's own and are reused: values stand until the same method is called again, and a call
 * with more rows than ever before replaces the matrix, whose former values are lost. The input must not change between
 * forward and backward pass; the backward pass may overwrite the output's gradient. The optimizer takes the gradient as
 * it is: averaging over the rows is the caller's.
 *
 * <p>Parameters are, for each layer, W column by column, then b, which is DL4J's order. Used by one thread at a time.
 */
public final class DenseNetwork implements DenseParameters, AutoCloseable {
    private final DenseNetworkSettings settings;
    private final FlatVector parameters;
    private final FlatVector updaterState;
    private final Dl4jNetwork execution;
    private final SharedMatrix input;
    private final SharedMatrix output;
    private final SharedMatrix outputGradient;
    private final SharedMatrix inputGradient;
    private int iteration;

    private DenseNetwork(DenseNetworkSettings settings) {
        this.settings = settings;
        this.parameters = new FlatVector(settings.parameters());
        this.updaterState = new FlatVector(settings.updaterState());
        this.execution = new Dl4jNetwork(settings, parameters, updaterState);
        this.input = new SharedMatrix(settings.inputSize());
        this.output = new SharedMatrix(settings.outputSize());
        this.outputGradient = new SharedMatrix(settings.outputSize());
        this.inputGradient = new SharedMatrix(settings.inputSize());
    }

    /** Makes a network with initial parameters that depend on the settings alone. */
    public static DenseNetwork create(DenseNetworkSettings settings) {
        DenseNetwork network = new DenseNetwork(settings);
        InitialParameters.fill(settings, network.parameters);
        return network;
    }

    public int inputSize() {
        return settings.inputSize();
    }

    public int outputSize() {
        return settings.outputSize();
    }

    /** Where the input goes, {@code [>= rows, inputSize]}. */
    public FloatMatrix input(int rows) {
        return input.matrix(rows);
    }

    /** Where the gradient of the loss by the output goes, {@code [>= rows, outputSize]}. */
    public FloatMatrix outputGradient(int rows) {
        return outputGradient.matrix(rows);
    }

    /** Computes the output for the first rows of the input, {@code [>= rows, outputSize]}. */
    public FloatMatrix forward(int rows) {
        Check.positive(rows, "rows");
        execution.forward(input.array(rows), output.array(rows));
        return output.matrix(rows);
    }

    /**
     * Passes the first rows of the output's gradient back.
     *
     * @param rows as in the forward pass before
     * @return the gradient of the loss by the input, {@code [>= rows, inputSize]}
     */
    public FloatMatrix backward(int rows) {
        Check.positive(rows, "rows");
        execution.backward(outputGradient.array(rows), inputGradient.array(rows));
        return inputGradient.matrix(rows);
    }

    /** Takes one step of the optimizer with the gradient of the last backward pass. */
    public void update() {
        execution.update(iteration);
        iteration++;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public int size() {
        return parameters.size();
    }

    @Override
    public int updaterStateSize() {
        return updaterState.size();
    }

    @Override
    public void readParameters(float[] out) {
        parameters.read(out);
    }

    @Override
    public void writeParameters(float[] values) {
        parameters.write(values);
    }

    @Override
    public void readUpdaterState(float[] out) {
        updaterState.read(out);
    }

    @Override
    public void writeUpdaterState(float[] values) {
        updaterState.write(values);
    }

    @Override
    public int iteration() {
        return iteration;
    }

    @Override
    public void setIteration(int iteration) {
        this.iteration = Check.notNegative(iteration, "iteration");
    }

    @Override
    public void writeNetwork(OutputStream out) throws IOException {
        execution.write(out);
    }

    @Override
    public void readNetwork(InputStream in) throws IOException {
        if (!execution.read(in)) {
            throw new CampanileException("The stored network for " + name()
                    + " has layers of other sizes than " + settings.sizes()
                    + ": use the configuration that it was trained with.");
        }
    }

    @Override
    public void close() {
        execution.close();
        input.close();
        output.close();
        outputGradient.close();
        inputGradient.close();
        updaterState.close();
        parameters.close();
    }
}
