package org.campanile.core.loss;

import static org.campanile.core.math.Transpose.NO;
import static org.campanile.core.math.Transpose.YES;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.MatrixWindow;
import org.campanile.core.nn.GrowingMatrix;

/**
 * Scores of some users with all items, of which no more exist at a time: first scores, then, row by row in their place,
 * the gradients of the loss by them. With vectors u of the users and v of the items, and temperature t:
 *
 * <pre>
 * S   = U Vᵀ / t       [rows, columns]
 * G   = d L / d S      in place of S
 * d U = G V / t        [rows, dim]
 * d V = Gᵀ U / t       [columns, dim], summed over the blocks
 * </pre>
 *
 * <p>Used by one thread at a time; grows to the largest block it held, and then allocates nothing.
 */
final class ScoreBlock implements AutoCloseable {
    /*
     * A block passes through three products and one pass over its rows, so it should stay in the cache between them; but
     * the fewer its rows, the oftener the vectors of all items pass through the cache, and their gradients back.
     */
    private static final int USUAL_ELEMENTS = 1 << 20;
    private static final int MIN_ROWS = 16;
    private static final int MAX_ROWS = 256;

    private final float inverseTemperature;
    private final GrowingMatrix memory = new GrowingMatrix(1);
    private final MatrixWindow scores = new MatrixWindow();
    private final MatrixWindow users = new MatrixWindow();
    private final MatrixWindow items = new MatrixWindow();
    private final MatrixWindow gradients = new MatrixWindow();

    ScoreBlock(double temperature) {
        this.inverseTemperature = (float) (1 / temperature);
    }

    /** Rows of a full block of so many columns. */
    static int height(int columns) {
        return Math.max(MIN_ROWS, Math.min(MAX_ROWS, USUAL_ELEMENTS / columns));
    }

    float inverseTemperature() {
        return inverseTemperature;
    }

    /** Computes the scores of {@code rows} users from {@code firstUser} on with {@code columns} items from {@code firstItem} on. */
    void score(FloatMatrix userVectors, int firstUser, int rows, FloatMatrix itemVectors, int firstItem, int columns) {
        users.rows(userVectors, firstUser, rows);
        items.rows(itemVectors, firstItem, columns);
        scores.show(memory.atLeast(height(columns) * columns), 0, rows, columns);
        MatrixProducts.multiply(users, NO, items, YES, inverseTemperature, 0f, scores);
    }

    /** Brings the scores of one user onto the heap, to {@code out[at]} and what follows. */
    void read(int row, float[] out, int at) {
        memory.atLeast(1).read(row * scores.columns(), 0, out, at, scores.columns());
    }

    /** Replaces the scores of one user by gradients, {@code values[from]} and what follows. */
    void write(int row, float[] values, int from) {
        memory.atLeast(1).write(row * scores.columns(), 0, values, from, scores.columns());
    }

    /** {@code d U = G V / t + beta d U} for the block's users, whose first has the row {@code firstRow} of d U. */
    void userGradients(float beta, FloatMatrix userGradients, int firstRow) {
        gradients.rows(userGradients, firstRow, scores.rows());
        MatrixProducts.multiply(scores, NO, items, NO, inverseTemperature, beta, gradients);
    }

    /** {@code d V = Gᵀ U / t + beta d V} for the block's items, whose first has the row {@code firstRow} of d V. */
    void itemGradients(float beta, FloatMatrix itemGradients, int firstRow) {
        gradients.rows(itemGradients, firstRow, scores.columns());
        MatrixProducts.multiply(scores, YES, users, NO, inverseTemperature, beta, gradients);
    }

    @Override
    public void close() {
        memory.close();
    }
}
