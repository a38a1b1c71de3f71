package org.campanile.core.nn;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.Transpose;
import org.jspecify.annotations.Nullable;

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
 * <p>Bias and activation, which are limited by memory, are one pass over blocks that fit the nearest cache. Of a normalised
 * layer X W passes a {@link BatchNorm} first, whose beta takes the place of b.
 */
final class FusedLayer implements AutoCloseable {
    private final DenseLayerShape shape;
    private final FloatMatrix parameters;
    private final int weightsAt;
    private final int biasAt;
    private final @Nullable BatchNorm norm;
    private final GrowingMatrix output;
    private final GrowingMatrix gradient;

    /**
     * @param parameters the flat vector of the whole network, {@code [1, size]}
     * @param start      where this layer's parameters begin in it
     */
    FusedLayer(DenseLayerShape shape, FloatMatrix parameters, int start) {
        this.shape = shape;
        this.parameters = parameters;
        this.weightsAt = start;
        int behindWeights = start + shape.weights();
        this.norm = shape.isNormalized() ? new BatchNorm(shape.outputs(), parameters, behindWeights) : null;
        this.biasAt = norm == null ? behindWeights : behindWeights + shape.outputs();
        this.output = new GrowingMatrix(shape.outputs());
        this.gradient = new GrowingMatrix(shape.outputs());
    }

    void ensureCapacity(int rows, int members) {
        output.atLeast(rows);
        gradient.atLeast(rows);
        if (norm != null) {
            norm.ensureCapacity(rows, members);
        }
    }

    /** Y, {@code [>= rows, outputs]}. */
    FloatMatrix output() {
        return output.atLeast(1);
    }

    /** The gradient by Y, {@code [>= rows, outputs]}. */
    FloatMatrix gradient() {
        return gradient.atLeast(1);
    }

    void forward(FusedMember member, FloatMatrix x, int firstRow, int rows, ForwardMode mode) {
        FloatMatrix y = output();
        MatrixProducts.multiply(
                member.a.rows(x, firstRow, rows),
                Transpose.NO,
                member.b.show(parameters, weightsAt, shape.outputs(), shape.inputs()),
                Transpose.YES,
                1f,
                0f,
                member.c.rows(norm == null ? y : norm.products(), firstRow, rows));
        if (norm != null) {
            norm.forward(member.number(), firstRow, rows, mode, y);
        }
        member.pass.activate(shape.activation(), y, firstRow, rows, parameters, biasAt);
    }

    /** Writes the gradient by the parameters to the member's own flat vector. */
    void backward(FusedMember member, FloatMatrix x, int firstRow, int rows) {
        FloatMatrix d = gradient();
        member.pass.differentiate(shape.activation(), output(), d, firstRow, rows, member.gradient(), biasAt);
        if (norm != null) {
            norm.backward(member.number(), firstRow, rows, d, member.gradient());
        }
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
                member.a.rows(gradient(), firstRow, rows),
                Transpose.NO,
                member.b.show(parameters, weightsAt, shape.outputs(), shape.inputs()),
                Transpose.NO,
                1f,
                0f,
                member.c.rows(xGradient, firstRow, rows));
    }

    /** By the owner, when the parameters have been updated. */
    void finishStep() {
        if (norm != null) {
            norm.finishStep();
        }
    }

    @Override
    public void close() {
        if (norm != null) {
            norm.close();
        }
        output.close();
        gradient.close();
    }
}
