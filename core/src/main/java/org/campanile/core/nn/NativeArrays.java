package org.campanile.core.nn;

import org.campanile.core.math.FloatMatrix;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays over the memory of a matrix, which must outlive them; nothing is copied. Only where ND4J works on the processor. */
final class NativeArrays {
    static {
        Nd4jStart.once();
    }

    private NativeArrays() {}

    /** All elements, {@code [rows * columns]}. */
    static INDArray vector(FloatMatrix matrix) {
        long length = (long) matrix.rows() * matrix.columns();
        return Nd4j.create(
                Nd4j.createBuffer(matrix.pointer(), length, DataType.FLOAT),
                new long[] {length},
                new long[] {1},
                0,
                'c');
    }
}
