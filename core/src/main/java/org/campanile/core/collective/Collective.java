package org.campanile.core.collective;

import org.campanile.core.sampling.World;

/**
 * Exchange between the workers of one job. Every worker calls the same operations in the same order; each call returns
 * when this worker's part is done. Results are bit-identical on all workers and from run to run.
 *
 * <p>Used by one thread at a time. Every wait has a time limit, after which {@link CollectiveException} names rank,
 * peer, phase and seconds; a failed collective cannot be used again.
 */
public interface Collective extends AutoCloseable {
    World world();

    /** Bytes of numbers this worker has sent to its peers so far, those by collectives that count together with this one included. */
    long bytesSent();

    /** Replaces {@code values[from]} to {@code values[from + length - 1]} by their element-wise sum over all workers. */
    void allReduceSum(float[] values, int from, int length);

    /**
     * As {@link #allReduceSum}, with half the bytes: numbers travel in half precision, and what is rounded away, or beyond
     * 65,504, is owed to the next call (error feedback: Seide et al., Interspeech 2014; Karimireddy et al., ICML 2019). With
     * values v, numbers owed o, and sums over all workers, up to the rounding of single precision
     *
     * <pre>
     * result + sum of o afterwards = sum of v + sum of o before
     * </pre>
     *
     * The result has the same bits on every worker. A worker alone changes nothing.
     *
     * @param owed {@code owed[from]} to {@code owed[from + length - 1]} belong to the values; zeros at first
     */
    void allReduceSumHalf(float[] values, float[] owed, int from, int length);

    /** Every worker's array, by rank; lengths may differ. */
    int[][] allGather(int[] values);

    /** Every worker's array, by rank; lengths may differ. */
    float[][] allGather(float[] values);

    /**
     * Sends every worker its part of {@code values} and takes every worker's part for this one. With {@code n} workers
     * both offsets are {@code [n + 1]}, ascending: rank k is sent {@code values[offsets[k]]} to
     * {@code values[offsets[k + 1] - 1]}, and what it sends here becomes {@code into[intoOffsets[k]]} to
     * {@code into[intoOffsets[k + 1] - 1]}. Both sides must agree on each length, which may be 0.
     *
     * @throws IllegalArgumentException when this worker has links with its neighbours alone
     */
    void allToAll(float[] values, int[] offsets, float[] into, int[] intoOffsets);

    /** As {@link #allToAll(float[], int[], float[], int[])}. */
    void allToAll(int[] values, int[] offsets, int[] into, int[] intoOffsets);

    /** Replaces everybody's values by those of rank {@code root}; lengths must agree. */
    void broadcast(int root, float[] values, int from, int length);

    /** Returns when every worker has called it. */
    void barrier();

    @Override
    void close();
}
