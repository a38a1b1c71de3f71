package org.campanile.core.nn;

import org.campanile.core.math.FloatMatrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays over the memory of a matrix, which must outlive them; nothing is copied. */
final class NativeArrays {
    static {
        Nd4jStart.once();
    }

    private NativeArrays() {}

    /** All elements, {@code [rows * columns]}. */
    static INDArray vector(FloatMatrix matrix) {
        return over(matrix, (long) matrix.rows() * matrix.columns());
    }

    /** The first rows, {@code [rows, columns]}. */
    static INDArray rows(FloatMatrix matrix, int rows) {
        return over(matrix, rows, matrix.columns());
    }

    private static INDArray over(FloatMatrix matrix, long... shape) {
        long length = 1;
        for (long side : shape) {
            length *= side;
        }
        return Nd4j.create(
                Nd4j.createBuffer(matrix.pointer(), length, DataType.FLOAT),
                shape,
                Nd4j.getStrides(shape, 'c'),
                0,
                'c');
    }
}
