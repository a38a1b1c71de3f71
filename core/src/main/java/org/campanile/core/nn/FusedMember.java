package org.campanile.core.nn;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixWindow;

/** What one member of the team has to itself: its gradient by the parameters, and its windows and scratch. */
final class FusedMember implements AutoCloseable {
    final MatrixWindow a = new MatrixWindow();
    final MatrixWindow b = new MatrixWindow();
    final MatrixWindow c = new MatrixWindow();
    final LayerPass pass;
    private final int number;
    private final FloatMatrix gradient;

    /** Rows of the forward pass that a backward pass may follow, and those whose gradient is there. */
    private int forwardRows;

    private boolean gradientThere;

    FusedMember(int number, int parameters, int widestLayer) {
        this.number = number;
        this.gradient = new FloatMatrix(1, parameters);
        this.pass = new LayerPass(widestLayer);
    }

    int number() {
        return number;
    }

    /** The gradient by all parameters, {@code [1, size]}. */
    FloatMatrix gradient() {
        return gradient;
    }

    void forwardDone(int rows) {
        forwardRows = rows;
    }

    int forwardRows() {
        return forwardRows;
    }

    boolean hasGradient() {
        return gradientThere;
    }

    void backwardDone() {
        gradientThere = true;
    }

    void finishStep() {
        gradientThere = false;
        forwardRows = 0;
    }

    @Override
    public void close() {
        gradient.close();
    }
}
