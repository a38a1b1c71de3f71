package org.campanile.core.embedding;

/**
 * How two rows q and r become one vector x, and the gradient g by x those by the rows.
 *
 * <pre>
 * multiply  x = q * r, element by element    by q: g * r                by r: g * q
 * add       x = q + r                        by q: g                    by r: g
 * concat    x = [q, r], one after the other  by q: its first numbers    by r: its last
 * </pre>
 */
public enum Composition {
    MULTIPLY,
    ADD,
    CONCAT;

    /**
     * Adds {@code factor x} to {@code out[at]} on.
     *
     * @param q    at {@code q[qAt]} on, {@code qDim} numbers
     * @param rDim as many as q has, but for concat
     */
    public void addComposed(
            float factor, float[] q, int qAt, int qDim, float[] r, int rAt, int rDim, float[] out, int at) {
        switch (this) {
            case MULTIPLY -> {
                for (int i = 0; i < qDim; i++) {
                    out[at + i] += factor * (q[qAt + i] * r[rAt + i]);
                }
            }
            case ADD -> {
                for (int i = 0; i < qDim; i++) {
                    out[at + i] += factor * (q[qAt + i] + r[rAt + i]);
                }
            }
            case CONCAT -> {
                for (int i = 0; i < qDim; i++) {
                    out[at + i] += factor * q[qAt + i];
                }
                for (int i = 0; i < rDim; i++) {
                    out[at + qDim + i] += factor * r[rAt + i];
                }
            }
        }
    }

    /** Replaces q and r by the gradients by them, given {@code g} at {@code g[at]} on; sizes as in {@link #addComposed}. */
    public void differentiate(float[] g, int at, float[] q, int qAt, int qDim, float[] r, int rAt, int rDim) {
        switch (this) {
            case MULTIPLY -> {
                for (int i = 0; i < qDim; i++) {
                    float byR = g[at + i] * q[qAt + i];
                    q[qAt + i] = g[at + i] * r[rAt + i];
                    r[rAt + i] = byR;
                }
            }
            case ADD -> {
                System.arraycopy(g, at, q, qAt, qDim);
                System.arraycopy(g, at, r, rAt, rDim);
            }
            case CONCAT -> {
                System.arraycopy(g, at, q, qAt, qDim);
                System.arraycopy(g, at + qDim, r, rAt, rDim);
            }
        }
    }
}
