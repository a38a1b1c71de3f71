package org.campanile.core.math;

import org.bytedeco.javacpp.FloatPointer;

/** A row-major matrix {@code [rows, columns]} outside the Java heap: an operand of {@link MatrixProducts}. */
public sealed interface NativeMatrix permits FloatMatrix, MappedMatrix, MatrixWindow {
    int rows();

    int columns();

    /** The memory itself, for BLAS and for views by ND4J; never moved or released by the caller. */
    FloatPointer pointer();
}
