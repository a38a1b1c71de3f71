package org.campanile.core.model;

import java.util.List;
import org.campanile.core.embedding.TableState;
import org.campanile.core.nn.DenseParameters;

/**
 * All that training changes, in a fixed order: what is averaged, checkpointed and exported.
 *
 * @param dense   the model's networks
 * @param tables  the model's tables
 * @param vectors what the training itself keeps beside the model; saved in checkpoints alone
 */
public record ModelState(List<DenseParameters> dense, List<TableState> tables, List<StateVector> vectors) {
    public ModelState {
        dense = List.copyOf(dense);
        tables = List.copyOf(tables);
        vectors = List.copyOf(vectors);
    }

    /** The state of a model alone. */
    public ModelState(List<DenseParameters> dense, List<TableState> tables) {
        this(dense, tables, List.of());
    }

    /** The same model with what its training keeps. */
    public ModelState with(List<StateVector> newVectors) {
        return new ModelState(dense, tables, newVectors);
    }
}
