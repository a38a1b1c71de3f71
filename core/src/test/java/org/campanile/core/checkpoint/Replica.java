package org.campanile.core.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.campanile.core.config.DenseOptimizerConfiguration;
import org.campanile.core.config.DenseOptimizerConfiguration.DenseOptimizerType;
import org.campanile.core.config.SparseOptimizerConfiguration;
import org.campanile.core.config.SparseOptimizerConfiguration.SparseOptimizerType;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.Activation;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.DenseNetworkSettings;
import org.campanile.core.nn.DenseParameters;

/** A model with networks with and without optimizer state, tables with and without, and an outer optimizer's state. */
final class Replica implements AutoCloseable {
    private final List<DenseNetwork> networks =
            List.of(network("user-tower", DenseOptimizerType.ADAM), network("item-tower", DenseOptimizerType.SGD));
    private final List<LocalEmbeddingTable> tables;
    private final List<StateVector> vectors =
            List.of(new StateVector("user-tower", new float[300]), new StateVector("Größe / ../größe", new float[2]));

    Replica(int rows) {
        this(rows, SparseOptimizerType.ROW_WISE_ADAGRAD);
    }

    Replica(int rows, SparseOptimizerType optimizer) {
        this.tables = List.of(table("items", rows, optimizer), table("Größe / ../größe", 3, SparseOptimizerType.SGD));
    }

    private static DenseNetwork network(String name, DenseOptimizerType optimizer) {
        return DenseNetwork.create(new DenseNetworkSettings(
                name,
                3,
                List.of(7),
                2,
                Activation.RELU,
                Activation.IDENTITY,
                new DenseOptimizerConfiguration(optimizer, 0.01),
                5));
    }

    private static LocalEmbeddingTable table(String name, int rows, SparseOptimizerType optimizer) {
        return new LocalEmbeddingTable(
                new TableSettings(name, rows, 5, 11, 0.5f, new SparseOptimizerConfiguration(optimizer, 0.1)));
    }

    ModelState state() {
        return new ModelState(List.copyOf(networks), List.copyOf(tables), vectors);
    }

    /** Gives every number a new value. */
    Replica randomised(int seed) {
        Random random = new Random(seed);
        for (DenseNetwork network : networks) {
            network.writeParameters(vector(random, network.size()));
            network.writeUpdaterState(vector(random, network.updaterStateSize()));
            network.setIteration(1 + random.nextInt(1000));
        }
        for (TableState table : tables) {
            for (int row = 0; row < table.rows(); row++) {
                table.writeRecord(row, vector(random, table.dim() + table.stateSize()), 0);
            }
        }
        for (StateVector vector : vectors) {
            System.arraycopy(vector(random, vector.values().length), 0, vector.values(), 0, vector.values().length);
        }
        return this;
    }

    private static float[] vector(Random random, int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** All numbers of the model, in one order. */
    List<Integer> bits() {
        return bits(state());
    }

    /** All numbers of a state, in one order. */
    static List<Integer> bits(ModelState state) {
        List<float[]> vectors = new ArrayList<>();
        for (DenseParameters network : state.dense()) {
            float[] parameters = new float[network.size()];
            network.readParameters(parameters);
            vectors.add(parameters);
            float[] updaterState = new float[network.updaterStateSize()];
            network.readUpdaterState(updaterState);
            vectors.add(updaterState);
            vectors.add(new float[] {network.iteration()});
        }
        for (TableState table : state.tables()) {
            for (int row = 0; row < table.rows(); row++) {
                float[] record = new float[table.dim() + table.stateSize()];
                table.readRecord(row, record, 0);
                vectors.add(record);
            }
        }
        state.vectors().forEach(vector -> vectors.add(vector.values()));
        List<Integer> bits = new ArrayList<>();
        for (float[] vector : vectors) {
            for (float value : vector) {
                bits.add(Float.floatToRawIntBits(value));
            }
        }
        return bits;
    }

    @Override
    public void close() {
        networks.forEach(DenseNetwork::close);
        tables.forEach(LocalEmbeddingTable::close);
    }
}
