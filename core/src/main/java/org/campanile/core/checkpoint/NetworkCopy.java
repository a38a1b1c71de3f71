package org.campanile.core.checkpoint;

import java.io.InputStream;
import java.io.OutputStream;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.optimizer.LearningRates;

/** What a checkpoint holds of a network, as it was at one moment. */
final class NetworkCopy implements DenseParameters {
    private final String name;
    private final float[] parameters;
    private final float[] updaterState;
    private int iteration;

    NetworkCopy(DenseParameters network) {
        this.name = network.name();
        this.parameters = new float[network.size()];
        this.updaterState = new float[network.updaterStateSize()];
    }

    void take(DenseParameters network) {
        network.readParameters(parameters);
        network.readUpdaterState(updaterState);
        iteration = network.iteration();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return parameters.length;
    }

    @Override
    public int updaterStateSize() {
        return updaterState.length;
    }

    @Override
    public void readParameters(float[] out) {
        System.arraycopy(parameters, 0, out, 0, parameters.length);
    }

    @Override
    public void readUpdaterState(float[] out) {
        System.arraycopy(updaterState, 0, out, 0, updaterState.length);
    }

    @Override
    public int iteration() {
        return iteration;
    }

    @Override
    public void writeParameters(float[] values) {
        throw onlyRead();
    }

    @Override
    public void writeUpdaterState(float[] values) {
        throw onlyRead();
    }

    @Override
    public void follow(LearningRates rates) {
        throw onlyRead();
    }

    @Override
    public void setIteration(int newIteration) {
        throw onlyRead();
    }

    @Override
    public void writeNetwork(OutputStream out) {
        throw onlyRead();
    }

    @Override
    public void readNetwork(InputStream in) {
        throw onlyRead();
    }

    private UnsupportedOperationException onlyRead() {
        return new UnsupportedOperationException("a copy of network " + name + " is for checkpoints alone");
    }
}
