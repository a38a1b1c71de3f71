package org.campanile.towers;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.nn.EmbeddingTables;
import org.campanile.core.nn.GrowingBatch;
import org.campanile.core.nn.InputLayer;
import org.campanile.core.nn.SideRows;
import org.campanile.core.nn.TablesStep;
import org.campanile.core.schema.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * One half of a two-tower model: turns the keys of users, or of items, into vectors, by way of their features, their
 * embeddings and a dense network.
 *
 * <pre>
 * keys [n] -> features -> inputs [n, width] -> network -> vectors [n, vectorSize]
 * </pre>
 *
 * <p>One step is: {@link #forward}; {@link #outputGradient} filled; {@link #backward}; {@link #update}. Used by one
 * thread at a time.
 */
final class FeatureTower implements AutoCloseable {
    private static final int KEYS_AT_ONCE = 4096;

    private final SideRows rows;
    private final EmbeddingTables tables;
    private final TablesStep step;
    private final InputLayer inputs;
    private final TowerBody body;
    private final GrowingBatch gathered;
    private @Nullable Batch forwarded;

    FeatureTower(TowerSettings settings) {
        this.rows = new SideRows(settings.schema(), settings.side(), settings.entities());
        this.tables =
                new EmbeddingTables(rows.features(), settings.schema(), vocabulary -> table(settings, vocabulary));
        this.gathered = new GrowingBatch(rows.columns());
        this.step = tables.newStep();
        this.inputs = new InputLayer(rows.features(), rows.columns(), tables, 0);
        this.body = body(settings, inputs.width(), rows.features().size());
    }

    private static TableSettings table(TowerSettings settings, Vocabulary vocabulary) {
        return new TableSettings(
                settings.prefix() + "-" + vocabulary.name(),
                vocabulary.size(),
                settings.embeddingDim(),
                settings.seed(),
                (float) (1 / Math.sqrt(settings.embeddingDim())),
                settings.training().sparseOptimizer(),
                settings.training().tableMemory());
    }

    private static TowerBody body(TowerSettings settings, int width, int features) {
        boolean isEmbedding = features == 1
                && settings.hiddenSizes().isEmpty()
                && width == settings.outputSize()
                && settings.outputActivation() == Activation.IDENTITY;
        TowerBody body = isEmbedding ? new IdentityBody(width) : new DenseBody(network(settings, width));
        return switch (settings.similarity()) {
            case COSINE -> new UnitLengthBody(body);
            case DOT -> body;
        };
    }

    private static DenseNetwork network(TowerSettings settings, int width) {
        return DenseNetwork.create(new DenseNetworkSettings(
                settings.prefix() + "-tower",
                width,
                settings.hiddenSizes(),
                settings.outputSize(),
                Activation.RELU,
                settings.outputActivation(),
                settings.training().denseOptimizer(),
                settings.seed()));
    }

    int vectorSize() {
        return body.outputSize();
    }

    /** The vectors of {@code keys[from]} to {@code keys[from + count - 1]}, {@code [>= count, vectorSize]}. */
    FloatMatrix forward(int[] keys, int from, int count) {
        Batch batch = rows.gather(keys, from, count, gathered);
        forwarded = batch;
        inputs.forward(batch, 0, count, body.input(count));
        return body.forward(count);
    }

    /**
     * Writes the vectors of {@code keys[from]} to {@code keys[from + count - 1]}, times a factor, to the first rows of
     * {@code out}, {@code [>= count, vectorSize]}. Memory does not grow with {@code count}.
     */
    void vectors(int[] keys, int from, int count, float factor, FloatMatrix out) {
        Check.that(
                out.rows() >= count && out.columns() == vectorSize(),
                "%d vectors of %d do not fit a matrix of %d x %d",
                count,
                vectorSize(),
                out.rows(),
                out.columns());
        float[] vector = new float[vectorSize()];
        for (int done = 0; done < count; done += KEYS_AT_ONCE) {
            int block = Math.min(KEYS_AT_ONCE, count - done);
            FloatMatrix vectors = forward(keys, from + done, block);
            for (int row = 0; row < block; row++) {
                vectors.buffer().get(row * vector.length, vector);
                Kernels.active().scale(factor, vector, 0, vector.length);
                out.buffer().put((done + row) * vector.length, vector);
            }
        }
    }

    /** Where the gradient of the loss by the vectors goes, {@code [>= count, vectorSize]}. */
    FloatMatrix outputGradient(int count) {
        return body.outputGradient(count);
    }

    /** Passes the gradient by the vectors of the last forward pass back to network and tables. */
    void backward() {
        Batch batch = forwarded;
        if (batch == null) {
            throw new IllegalStateException("a backward pass must follow a forward pass");
        }
        step.clear();
        inputs.index(batch, step, 0);
        tables.prepare(step);
        step.gradient(0, body.backward(batch.size()));
    }

    void update() {
        body.update();
        tables.update(step, 0, 1);
    }

    List<DenseParameters> dense() {
        return body.parameters();
    }

    List<TableState> tables() {
        return tables.states();
    }

    @Override
    public void close() {
        body.close();
        tables.close();
    }
}
