package org.campanile.core.math;

/**
 * The inner loops over ranges of {@code float[]}. Implementations differ in speed and in the order of their sums, hence
 * in the last bits. Stateless; ranges must lie within their arrays.
 */
public interface Kernels {

    /** The fastest kernels this JVM can run, or those the system property {@code campanile.kernels} names. */
    static Kernels active() {
        return ActiveKernels.INSTANCE;
    }

    /** The name by which {@code campanile.kernels} chooses these kernels. */
    String name();

    /** Sum of {@code x[i] * y[i]}. */
    float dot(float[] x, int xFrom, float[] y, int yFrom, int length);

    /** Sum of {@code x[i] * x[i]}. */
    float sumOfSquares(float[] x, int from, int length);

    /** {@code y[i] += x[i]}. */
    void add(float[] x, int xFrom, float[] y, int yFrom, int length);

    /** {@code y[i] += factor * x[i]}: axpy. */
    void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length);

    /** {@code x[i] *= factor}. */
    void scale(float factor, float[] x, int from, int length);

    /**
     * The least {@code i} from {@code from} on with {@code !(x[i] < threshold)}, thus also for NaN; {@code from + length}
     * when there is none.
     */
    int firstNotBelow(float[] x, int from, int length, float threshold);
}
