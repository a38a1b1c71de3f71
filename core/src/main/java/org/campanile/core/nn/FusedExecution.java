package org.campanile.core.nn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.parallel.Shares;

/**
 * Runs a network's layers by BLAS and fused loops, in place of DL4J's layer code, on the processor. The network stays
 * DL4J's: parameters and optimizer state lie as DL4J lays them out, and its zip is written by DL4J.
 *
 * <p>Every member keeps a gradient of its own by all parameters; the update sums them in the order of the members, so that
 * a result depends on the number of members but not on their timing. A step allocates nothing once capacity is there.
 */
final class FusedExecution implements NetworkExecution {
    private final DenseNetworkSettings settings;
    private final FlatVector parameters;
    private final FlatVector updaterState;
    private final List<FusedLayer> layers = new ArrayList<>();
    private final List<Dropout> dropouts = new ArrayList<>();
    private final TrainedRanges trained;
    private final GrowingMatrix input;
    private final GrowingMatrix inputGradient;
    private FusedMember[] members = {};
    private FlatUpdate[] updates = {};

    FusedExecution(DenseNetworkSettings settings) {
        this.settings = settings;
        this.parameters = new FlatVector(settings.parameters());
        this.updaterState = new FlatVector(settings.updaterState());
        this.trained = new TrainedRanges(settings.layers());
        int start = 0;
        for (DenseLayerShape shape : settings.layers()) {
            dropouts.add(Dropout.of(settings, layers.size(), shape));
            layers.add(new FusedLayer(shape, parameters.memory(), start));
            start += shape.parameters();
        }
        this.input = new GrowingMatrix(settings.inputSize());
        this.inputGradient = new GrowingMatrix(settings.inputSize());
        ensureCapacity(1, 1);
    }

    @Override
    public void ensureCapacity(int rows, int count) {
        input.atLeast(rows);
        inputGradient.atLeast(rows);
        // Not by an iterator, which would be an object in every step.
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).ensureCapacity(rows, count);
        }
        int known = members.length;
        if (count > known) {
            members = Arrays.copyOf(members, count);
            updates = Arrays.copyOf(updates, count);
            int widest = settings.layers().stream()
                    .mapToInt(DenseLayerShape::outputs)
                    .max()
                    .orElseThrow();
            for (int member = known; member < count; member++) {
                members[member] = new FusedMember(member, parameters.size(), widest);
                updates[member] = new FlatUpdate(settings.optimizer(), parameters.memory(), updaterState.memory());
            }
        }
    }

    @Override
    public FloatMatrix input() {
        return input.atLeast(1);
    }

    @Override
    public FloatMatrix output() {
        return layers.get(layers.size() - 1).output();
    }

    @Override
    public FloatMatrix outputGradient() {
        return layers.get(layers.size() - 1).gradient();
    }

    @Override
    public FloatMatrix inputGradient() {
        return inputGradient.atLeast(1);
    }

    @Override
    public void forward(int iteration, int member, int firstRow, int rows, ForwardMode mode) {
        FusedMember own = members[member];
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).forward(own, inputOf(i), firstRow, rows, mode);
            if (mode == ForwardMode.TRAINING) {
                dropouts.get(i).drop(iteration, own.pass, layers.get(i).output(), firstRow, rows);
            }
        }
        own.forwardDone(mayGoBack(mode) ? rows : 0);
    }

    /** Whether the forward pass kept what the backward pass needs: with running statistics a layer is another one. */
    private boolean mayGoBack(ForwardMode mode) {
        return mode == ForwardMode.TRAINING || settings.normalization() == Normalization.NONE;
    }

    @Override
    public void backward(int member, int firstRow, int rows, BackwardScope scope) {
        FusedMember own = members[member];
        if (own.forwardRows() != rows) {
            throw new IllegalArgumentException(
                    "a backward pass of " + rows + " rows must follow a forward pass for training of as many");
        }
        for (int i = layers.size() - 1; i >= 0; i--) {
            FusedLayer layer = layers.get(i);
            dropouts.get(i).scale(own.pass, layer.gradient(), firstRow, rows);
            layer.backward(own, inputOf(i), firstRow, rows);
            if (i > 0) {
                layer.backwardToInput(own, layers.get(i - 1).gradient(), firstRow, rows);
            } else if (scope == BackwardScope.INPUT) {
                layer.backwardToInput(own, inputGradient(), firstRow, rows);
            }
        }
        own.backwardDone();
    }

    private FloatMatrix inputOf(int layer) {
        return layer == 0 ? input() : layers.get(layer - 1).output();
    }

    @Override
    public double squaredGradient(int member, int count) {
        int from = Shares.begin(member, count, parameters.size());
        int to = Shares.end(member, count, parameters.size());
        double sum = 0;
        for (int range = 0; range < trained.count(); range++) {
            sum += updates[member].squaredGradient(members, trained.begin(range, from), trained.end(range, to));
        }
        return sum;
    }

    @Override
    public void update(int iteration, double rateFactor, float gradientScale, int member, int count) {
        int from = Shares.begin(member, count, parameters.size());
        int to = Shares.end(member, count, parameters.size());
        for (int range = 0; range < trained.count(); range++) {
            int begin = trained.begin(range, from);
            updates[member].step(iteration, rateFactor, gradientScale, members, begin, trained.end(range, to));
        }
    }

    @Override
    public void finishStep() {
        for (int i = 0; i < layers.size(); i++) {
            layers.get(i).finishStep();
        }
        for (FusedMember member : members) {
            member.finishStep();
        }
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

    @Override
    public void close() {
        for (FusedMember member : members) {
            member.close();
        }
        layers.forEach(FusedLayer::close);
        input.close();
        inputGradient.close();
        updaterState.close();
        parameters.close();
    }
}
