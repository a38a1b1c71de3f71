package org.campanile.core.checkpoint;

import java.util.List;
import org.campanile.core.embedding.TableState;

/**
 * An embedding table in a checkpoint: the records of all rows, in order.
 *
 * @param stateSize numbers of optimizer state per row, after its {@code dim} weights
 */
record SavedTable(String name, int rows, int dim, int stateSize, List<SavedFile> records) {
    SavedTable {
        records = List.copyOf(records);
    }

    /** What must agree with the model. */
    String shape() {
        return shape(name, rows, dim, stateSize);
    }

    /** Whether this is the same table, but of another optimizer. */
    boolean differsInStateAlone(TableState table) {
        return name.equals(table.name())
                && rows == table.rows()
                && dim == table.dim()
                && stateSize != table.stateSize();
    }

    static String shapeOf(TableState table) {
        return shape(table.name(), table.rows(), table.dim(), table.stateSize());
    }

    private static String shape(String name, int rows, int dim, int stateSize) {
        return "table " + name + " of " + rows + " x (" + dim + " + " + stateSize + ")";
    }
}
