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

    /**
     * The kernels of one name, to compare them.
     *
     * @param name {@code reference}, {@code unrolled}, {@code vector} (unrolled ones on a JVM without the Vector API), or
     *             empty for the fastest
     * @throws org.campanile.core.CampanileException when the name is none of these
     */
    static Kernels named(String name) {
        return KernelSelection.select(name);
    }

    /** The name by which {@code campanile.kernels} chooses these kernels. */
    String name();

    /** The products of all pairs of a sample's vectors. */
    InteractionKernels interactions();

    /** Bias and activation of dense layers. */
    ActivationKernels activations();

    /** Exponentials, softmax and log-sum-exp. */
    SoftmaxKernels softmax();

    /** Steps of optimizers. */
    OptimizerKernels optimizers();

    /** Sum of {@code x[i] * y[i]}. */
    float dot(float[] x, int xFrom, float[] y, int yFrom, int length);

    /** Sum of {@code x[i] * y[i]} for small integers {@code y}. */
    float dot(float[] x, int xFrom, byte[] y, int yFrom, int length);

    /** Sum of {@code x[i]}. */
    float sum(float[] x, int from, int length);

    /** Sum of {@code x[i] * x[i]}. */
    float sumOfSquares(float[] x, int from, int length);

    /** The largest {@code x[i]}: negative infinity of none, NaN where one is NaN. */
    float max(float[] x, int from, int length);

    /** {@code y[i] += x[i]}. */
    void add(float[] x, int xFrom, float[] y, int yFrom, int length);

    /** {@code y[i] += factor * x[i]}: axpy. */
    void addScaled(float factor, float[] x, int xFrom, float[] y, int yFrom, int length);

    /** {@code y[i] += factor * x[i]} for small integers. */
    void addScaled(float factor, byte[] x, int xFrom, float[] y, int yFrom, int length);

    /** {@code y[i] = max(y[i], x[i])}, NaN where one of both is. */
    void takeMax(float[] x, int xFrom, float[] y, int yFrom, int length);

    /** {@code x[i] *= factor}. */
    void scale(float factor, float[] x, int from, int length);

    /**
     * The least {@code i} from {@code from} on with {@code !(x[i] < threshold)}, thus also for NaN; {@code from + length}
     * when there is none.
     */
    int firstNotBelow(float[] x, int from, int length, float threshold);
}
