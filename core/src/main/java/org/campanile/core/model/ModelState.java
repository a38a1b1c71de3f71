package org.campanile.core.model;

import java.util.List;
import org.campanile.core.embedding.TableState;
import org.campanile.core.nn.DenseParameters;

/** All that training changes in a model, in a fixed order: what is averaged, checkpointed and exported. */
public record ModelState(List<DenseParameters> dense, List<TableState> tables) {
    public ModelState {
        dense = List.copyOf(dense);
        tables = List.copyOf(tables);
    }
}
