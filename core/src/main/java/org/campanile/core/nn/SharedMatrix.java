package org.campanile.core.nn;

import org.campanile.core.math.FloatMatrix;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A growing matrix whose first rows ND4J reads and writes in place. */
final class SharedMatrix implements AutoCloseable {
    private final GrowingMatrix memory;
    private @Nullable FloatMatrix viewed;
    private @Nullable INDArray view;

    SharedMatrix(int columns) {
        this.memory = new GrowingMatrix(columns);
    }

    /** At least this many rows, {@code [>= rows, columns]}. */
    FloatMatrix matrix(int rows) {
        return memory.atLeast(rows);
    }

    /** The first rows, {@code [rows, columns]}. */
    INDArray array(int rows) {
        FloatMatrix matrix = memory.atLeast(rows);
        INDArray array = view;
        if (array == null || matrix != viewed || array.size(0) != rows) {
            array = NativeArrays.rows(matrix, rows);
            view = array;
            viewed = matrix;
        }
        return array;
    }

    @Override
    public void close() {
        view = null;
        viewed = null;
        memory.close();
    }
}
