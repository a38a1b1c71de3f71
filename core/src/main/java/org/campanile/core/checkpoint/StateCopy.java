package org.campanile.core.checkpoint;

import java.util.List;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.DenseParameters;

/**
 * A copy of all that training changes, which another thread may read while training goes on. Takes as much memory as the
 * state, once; copying again allocates nothing.
 */
final class StateCopy {
    private final List<NetworkCopy> networks;
    private final List<TableCopy> tables;
    private final List<StateVector> vectors;

    StateCopy(ModelState state) {
        this.networks = state.dense().stream().map(NetworkCopy::new).toList();
        this.tables = state.tables().stream().map(TableCopy::new).toList();
        this.vectors = state.vectors().stream()
                .map(vector -> new StateVector(vector.name(), new float[vector.values().length]))
                .toList();
    }

    /** Copies the present numbers of a state of the same shapes. */
    void take(ModelState state) {
        for (int i = 0; i < networks.size(); i++) {
            networks.get(i).take(state.dense().get(i));
        }
        for (int i = 0; i < tables.size(); i++) {
            tables.get(i).take(state.tables().get(i));
        }
        for (int i = 0; i < vectors.size(); i++) {
            float[] values = state.vectors().get(i).values();
            System.arraycopy(values, 0, vectors.get(i).values(), 0, values.length);
        }
    }

    ModelState state() {
        return new ModelState(
                List.<DenseParameters>copyOf(networks), List.<TableState>copyOf(tables), List.copyOf(vectors));
    }
}
