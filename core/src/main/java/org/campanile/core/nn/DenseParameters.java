package org.campanile.core.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.campanile.core.optimizer.LearningRates;

/**
 * The parameters of one dense network with its optimizer's state, each as one flat vector. Used by the thread that owns
 * the model.
 */
public interface DenseParameters {
    /** Unique within the model; a file-name-safe word such as {@code user-tower}. */
    String name();

    /** Number of parameters. */
    int size();

    /** Number of values of optimizer state; 0 for plain SGD. */
    int updaterStateSize();

    /** Copies the parameters to {@code out[0]} on. */
    void readParameters(float[] out);

    /** Replaces the parameters by {@code values[0]} to {@code values[size() - 1]}. */
    void writeParameters(float[] values);

    void readUpdaterState(float[] out);

    void writeUpdaterState(float[] values);

    /** From now on learning rates are multiplied as these say; until then they are constant. */
    void follow(LearningRates rates);

    /** Optimizer steps taken, for the bias correction of Adam. */
    int iteration();

    void setIteration(int iteration);

    /** Writes the network with its parameters in DL4J's own zip format, without optimizer state. The stream stays open. */
    void writeNetwork(OutputStream out) throws IOException;

    /**
     * Takes over the parameters of a network written by {@link #writeNetwork}.
     *
     * @throws org.campanile.core.CampanileException when its configuration has another number of parameters
     */
    void readNetwork(InputStream in) throws IOException;
}
