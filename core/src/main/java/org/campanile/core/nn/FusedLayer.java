package org.campanile.core.nn;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.Transpose;

/**
 * One dense layer {@code Y = f(X W + b)} on slices of a batch. DL4J keeps W column by column in the flat vector, which is
 * {@code W'} of {@code [outputs, inputs]} row by row:
 *
 * <pre>
 * forward    Y  = f(X (W')' + b)                 X [rows, inputs], Y [rows, outputs]
 * backward   D  = d L / d Y * f'(Y)              [rows, outputs], in place of d L / d Y
 *            d L / d W' = D' X                   [outputs, inputs]
 *            d L / d b  = sum of the rows of D
 *            d L / d X  = D W'                   [rows, inputs]
 * </pre>
 *
 * <p>Bias and activation, which are limited by memory, are one pass over blocks that fit the nearest cache.
 */
final class FusedLayer implements AutoCloseable {
    private final DenseLayerShape shape;
    private final FloatMatrix parameters;
    private final int weightsAt;
    private final int biasAt;
    private final GrowingMatrix output;
    private final GrowingMatrix gradient;

    /**
     * @param parameters the flat vector of the whole network, {@code [1, size]}
     * @param start      where this layer's weights begin in it; its biases follow them
     */
    FusedLayer(DenseLayerShape shape, FloatMatrix parameters, int start) {
        this.shape = shape;
        this.parameters = parameters;
        this.weightsAt = start;
        this.biasAt = start + shape.weights();
        this.output = new GrowingMatrix(shape.outputs());
        this.gradient = new GrowingMatrix(shape.outputs());
    }

    /** Y, {@code [>= rows, outputs]}. */
    FloatMatrix output(int rows) {
        return output.atLeast(rows);
    }

    /** The gradient by Y, {@code [>= rows, outputs]}. */
    FloatMatrix gradient(int rows) {
        return gradient.atLeast(rows);
    }

    void forward(FusedMember member, FloatMatrix x, int firstRow, int rows) {
        FloatMatrix y = output.atLeast(1);
        MatrixProducts.multiply(
                member.a.rows(x, firstRow, rows),
                Transpose.NO,
                member.b.show(parameters, weightsAt, shape.outputs(), shape.inputs()),
                Transpose.YES,
                1f,
                0f,
                member.c.rows(y, firstRow, rows));
        member.pass.activate(shape.activation(), y, firstRow, rows, parameters, biasAt);
    }

    /** Writes the gradient by the parameters to the member's own flat vector. */
    void backward(FusedMember member, FloatMatrix x, int firstRow, int rows) {
        FloatMatrix d = gradient.atLeast(1);
        member.pass.differentiate(shape.activation(), output.atLeast(1), d, firstRow, rows, member.gradient(), biasAt);
        MatrixProducts.multiply(
                member.a.rows(d, firstRow, rows),
                Transpose.YES,
                member.b.rows(x, firstRow, rows),
                Transpose.NO,
                1f,
                0f,
                member.c.show(member.gradient(), weightsAt, shape.outputs(), shape.inputs()));
    }

    /** Writes the gradient by X; follows {@link #backward}. */
    void backwardToInput(FusedMember member, FloatMatrix xGradient, int firstRow, int rows) {
        MatrixProducts.multiply(
                member.a.rows(gradient.atLeast(1), firstRow, rows),
                Transpose.NO,
                member.b.show(parameters, weightsAt, shape.outputs(), shape.inputs()),
                Transpose.NO,
                1f,
                0f,
                member.c.rows(xGradient, firstRow, rows));
    }

    @Override
    public void close() {
        output.close();
        gradient.close();
    }
}
