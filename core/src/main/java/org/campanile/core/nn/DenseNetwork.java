package org.campanile.core.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.optimizer.LearningRates;

/**
 * A stack of dense layers, {@code x <- activation(x W + b)}, whose loss lies outside: the caller writes the input, reads
 * the output, writes the loss's gradient by the output, and receives the gradient by the input.
 *
 * <pre>
 * ensureCapacity(rows, members)            makes the matrices as large as the step needs them
 * input()                                  [>= rows, inputSize]     fill the first rows
 * forward(member, firstRow, rows)
 * output()                                 [>= rows, outputSize]    read them
 * outputGradient()                         [>= rows, outputSize]    fill them
 * backward(member, firstRow, rows, scope)
 * inputGradient()                          [>= rows, inputSize]     read them
 * update(member, members)                  one step of the optimizer with the sum of all members' gradients
 * finishStep()
 * </pre>
 *
 * <p>A step may be shared by the members of a thread team: each takes its own rows through one forward and one backward
 * pass and updates its share of the parameters; between passes and update all must have met. The other methods are the
 * owner's, who calls them while no member works. The methods that take nothing but a number of rows, and {@link #update()},
 * are the same steps done by the calling thread alone.
 *
 * <p>The matrices are the network's own and are reused. The input must not change between forward and backward pass; the
 * backward pass may overwrite the output's gradient. The optimizer takes the gradient as it is: averaging over the rows
 * is the caller's.
 *
 * <p>The network is one of standard DL4J layers: parameters are, for each layer, W column by column, then b, as DL4J keeps
 * them, and {@link #writeNetwork} writes what any DL4J program reads. Of a normalised layer, gamma, beta and the running
 * statistics take the place of b; see {@link Normalization}.
 */
public final class DenseNetwork implements DenseParameters, AutoCloseable {
    private final DenseNetworkSettings settings;
    private final NetworkExecution execution;
    private int iteration;
    private float gradientScale = 1;
    private LearningRates rates = LearningRates.constant();

    DenseNetwork(DenseNetworkSettings settings, NetworkExecution execution) {
        this.settings = settings;
        this.execution = execution;
        execution.parameters().write(InitialParameters.of(settings));
    }

    /** Makes a network with initial parameters that depend on the settings alone. */
    public static DenseNetwork create(DenseNetworkSettings settings) {
        return new DenseNetwork(settings, NetworkExecutions.create(settings));
    }

    public int inputSize() {
        return settings.inputSize();
    }

    public int outputSize() {
        return settings.outputSize();
    }

    /**
     * Makes room for a batch of {@code rows} and for {@code members} threads. Matrices that were too small are replaced,
     * and what they held is lost.
     */
    public void ensureCapacity(int rows, int members) {
        execution.ensureCapacity(Check.positive(rows, "rows"), Check.positive(members, "members"));
    }

    /** Where the input goes, {@code [>= rows, inputSize]}. */
    public FloatMatrix input() {
        return execution.input();
    }

    /** What the last forward passes computed, {@code [>= rows, outputSize]}. */
    public FloatMatrix output() {
        return execution.output();
    }

    /** Where the gradient of the loss by the output goes, {@code [>= rows, outputSize]}. */
    public FloatMatrix outputGradient() {
        return execution.outputGradient();
    }

    /** The gradient of the loss by the input, {@code [>= rows, inputSize]}, after backward passes that went so far. */
    public FloatMatrix inputGradient() {
        return execution.inputGradient();
    }

    /**
     * As {@link #forward(int, int, int, ForwardMode)}, of a network without dropout and normalisation, where the mode makes no
     * difference; of others for inference.
     */
    public void forward(int member, int firstRow, int rows) {
        forward(member, firstRow, rows, ForwardMode.INFERENCE);
    }

    /** A member computes the output of {@code rows} rows from {@code firstRow} on; none is allowed. */
    public void forward(int member, int firstRow, int rows, ForwardMode mode) {
        if (rows > 0) {
            execution.forward(iteration, member, firstRow, rows, mode);
        }
    }

    /**
     * A member passes the output's gradient of the rows of its last forward pass back; with normalisation that must have been
     * one for training.
     */
    public void backward(int member, int firstRow, int rows, BackwardScope scope) {
        if (rows > 0) {
            execution.backward(member, firstRow, rows, scope);
        }
    }

    /**
     * A member's share of the squared length of the gradient by all parameters, which is the sum of the members' shares; after
     * all backward passes.
     */
    double squaredGradient(int member, int members) {
        return execution.squaredGradient(member, members);
    }

    /** The next update takes the gradient times this. */
    void scaleGradient(float scale) {
        gradientScale = scale;
    }

    /** One of {@code members} members takes its part in one step of the optimizer, with the gradients of all of them. */
    public void update(int member, int members) {
        execution.update(iteration, rates.factor(), gradientScale, member, members);
    }

    /** Ends the step after the update: forgets its gradients. */
    public void finishStep() {
        execution.finishStep();
        iteration++;
        gradientScale = 1;
    }

    /** Makes room for so many rows, and returns where the input goes. */
    public FloatMatrix input(int rows) {
        ensureCapacity(rows, 1);
        return input();
    }

    /** Makes room for so many rows, and returns where the output's gradient goes. */
    public FloatMatrix outputGradient(int rows) {
        ensureCapacity(rows, 1);
        return outputGradient();
    }

    /** Computes the output for the first rows of the input, {@code [>= rows, outputSize]}. */
    public FloatMatrix forward(int rows) {
        forward(0, 0, Check.positive(rows, "rows"));
        return output();
    }

    /**
     * Passes the first rows of the output's gradient back.
     *
     * @param rows as in the forward pass before
     * @return the gradient of the loss by the input, {@code [>= rows, inputSize]}
     */
    public FloatMatrix backward(int rows) {
        backward(0, 0, Check.positive(rows, "rows"), BackwardScope.INPUT);
        return inputGradient();
    }

    /** Takes one step of the optimizer with the gradient of the last backward pass. */
    public void update() {
        update(0, 1);
        finishStep();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public int size() {
        return execution.parameters().size();
    }

    @Override
    public int updaterStateSize() {
        return execution.updaterState().size();
    }

    @Override
    public void readParameters(float[] out) {
        execution.parameters().read(out);
    }

    @Override
    public void writeParameters(float[] values) {
        execution.parameters().write(values);
    }

    @Override
    public void readUpdaterState(float[] out) {
        execution.updaterState().read(out);
    }

    @Override
    public void writeUpdaterState(float[] values) {
        execution.updaterState().write(values);
    }

    @Override
    public void follow(LearningRates newRates) {
        rates = newRates;
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
    }
}
