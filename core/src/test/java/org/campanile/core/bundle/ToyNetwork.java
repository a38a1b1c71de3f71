package org.campanile.core.bundle;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.optimizer.LearningRates;

/** A network of nothing but parameters, in a format of its own. */
final class ToyNetwork implements DenseParameters {
    private final String name;
    private final float[] parameters;

    ToyNetwork(String name, int size) {
        this.name = name;
        this.parameters = new float[size];
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
        return 0;
    }

    @Override
    public void readParameters(float[] out) {
        System.arraycopy(parameters, 0, out, 0, parameters.length);
    }

    @Override
    public void writeParameters(float[] values) {
        System.arraycopy(values, 0, parameters, 0, parameters.length);
    }

    @Override
    public void readUpdaterState(float[] out) {}

    @Override
    public void writeUpdaterState(float[] values) {}

    @Override
    public void follow(LearningRates rates) {}

    @Override
    public int iteration() {
        return 0;
    }

    @Override
    public void setIteration(int iteration) {}

    @Override
    public void writeNetwork(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        for (float parameter : parameters) {
            data.writeFloat(parameter);
        }
        data.flush();
    }

    @Override
    public void readNetwork(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = data.readFloat();
        }
    }
}
