package org.campanile.core.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs a network by DL4J's own layers and updaters on whatever backend ND4J has, a GPU for one. Numbers are copied to the
 * backend's memory and back. Each member has a network of its own over the same parameters.
 */
final class Dl4jExecution implements NetworkExecution {
    static {
        Nd4jStart.once();
    }

    private final DenseNetworkSettings settings;
    private final BackendVector parameters;
    private final BackendVector updaterState;
    private final List<Dl4jMember> members = new ArrayList<>();
    private final GrowingMatrix input;
    private final GrowingMatrix output;
    private final GrowingMatrix outputGradient;
    private final GrowingMatrix inputGradient;

    Dl4jExecution(DenseNetworkSettings settings) {
        this.settings = settings;
        this.parameters = new BackendVector(settings.parameters());
        this.updaterState = new BackendVector(settings.updaterState());
        this.input = new GrowingMatrix(settings.inputSize());
        this.output = new GrowingMatrix(settings.outputSize());
        this.outputGradient = new GrowingMatrix(settings.outputSize());
        this.inputGradient = new GrowingMatrix(settings.inputSize());
        ensureCapacity(1, 1);
    }

    @Override
    public void ensureCapacity(int rows, int count) {
        input.atLeast(rows);
        output.atLeast(rows);
        outputGradient.atLeast(rows);
        inputGradient.atLeast(rows);
        while (members.size() < count) {
            members.add(new Dl4jMember(StoredNetworks.network(settings, parameters.array()), updaterState.array()));
        }
    }

    @Override
    public FloatMatrix input() {
        return input.atLeast(1);
    }

    @Override
    public FloatMatrix output() {
        return output.atLeast(1);
    }

    @Override
    public FloatMatrix outputGradient() {
        return outputGradient.atLeast(1);
    }

    @Override
    public FloatMatrix inputGradient() {
        return inputGradient.atLeast(1);
    }

    @Override
    public void forward(int iteration, int member, int firstRow, int rows, ForwardMode mode) {
        members.get(member).forward(copyIn(input(), firstRow, rows), values -> copyOut(values, output(), firstRow));
    }

    @Override
    public void backward(int member, int firstRow, int rows, BackwardScope scope) {
        INDArray gradient = copyIn(outputGradient(), firstRow, rows);
        members.get(member).backward(gradient, byInput -> {
            if (scope == BackwardScope.INPUT) {
                copyOut(byInput, inputGradient(), firstRow);
            }
        });
    }

    @Override
    public double squaredGradient(int member, int count) {
        throw new UnsupportedOperationException("refused when the network is made");
    }

    /** The first member does all of it: DL4J's updaters take the whole vector. */
    @Override
    public void update(int iteration, double rateFactor, float gradientScale, int member, int count) {
        if (member > 0) {
            return;
        }
        List<Dl4jMember> busy = members.stream().filter(Dl4jMember::hasGradient).toList();
        if (busy.isEmpty()) {
            throw new IllegalStateException("an update must follow a backward pass");
        }
        Dl4jMember first = busy.get(0);
        busy.subList(1, busy.size()).forEach(other -> first.addGradientOf(other));
        double rate = settings.optimizer().learningRate() * rateFactor;
        // DL4J's own weight decay would take twice as much off.
        parameters.array().muli(1 - rate * settings.optimizer().weightDecay());
        first.update(iteration, rate, parameters.array());
    }

    @Override
    public void finishStep() {
        members.forEach(Dl4jMember::finishStep);
    }

    @Override
    public FlatNumbers parameters() {
        return parameters;
    }

    @Override
    public FlatNumbers updaterState() {
        return updaterState;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        StoredNetworks.write(settings, parameters.array(), out);
    }

    @Override
    public boolean read(InputStream in) throws IOException {
        return StoredNetworks.read(settings, in, parameters.array());
    }

    private static INDArray copyIn(FloatMatrix matrix, int firstRow, int rows) {
        float[] values = new float[rows * matrix.columns()];
        matrix.read(firstRow, 0, values, 0, values.length);
        INDArray array = Nd4j.createUninitialized(DataType.FLOAT, new long[] {rows, matrix.columns()}, 'c');
        array.data().setData(values);
        return array;
    }

    private static void copyOut(INDArray array, FloatMatrix matrix, int firstRow) {
        try (INDArray rowMajor = array.dup('c')) {
            float[] values = rowMajor.data().asFloat();
            matrix.write(firstRow, 0, values, 0, values.length);
        }
    }

    @Override
    public void close() {
        members.forEach(Dl4jMember::close);
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
        input.close();
        output.close();
        outputGradient.close();
        inputGradient.close();
        updaterState.close();
        parameters.close();
    }
}
