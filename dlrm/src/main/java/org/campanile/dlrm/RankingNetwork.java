package org.campanile.dlrm;

import java.util.List;
import org.campanile.core.batch.Batch;
import org.campanile.core.math.HeapMatrix;
import org.campanile.core.nn.DenseNetwork;
import org.campanile.core.nn.ForwardMode;

/**
 * What is particular to a ranking model: the way from the vectors of a sample's features to its outputs, those of
 * all tasks, and back.
 *
 * <p>Members of a thread team share a step as they share that of a {@link DenseNetwork}: each takes
 * its own samples through a forward and a backward pass, in blocks where vectors are touched, since those are looked up
 * right before.
 *
 * <pre>
 * beginForward(samples)      interact(block) for each block, in turn      finishForward(samples)
 * beginBackward(samples)     interactBackward(block) for each block       finishBackward(samples)
 * </pre>
 */
interface RankingNetwork extends AutoCloseable {
    /** Samples of a block: their vectors stay in the second cache from look-up to interaction. */
    int BLOCK = 64;

    /** Numbers of a sample's vectors, those of its embeddings among them. */
    int vectorColumns();

    /** Makes room for a batch of {@code rows} and for {@code members} threads. */
    void ensureCapacity(int rows, int members);

    /** Begins the pass over a member's samples, whose features are in {@code batch}. */
    void beginForward(int member, Batch batch, int firstRow, int rows, ForwardMode mode);

    /**
     * Takes a block of samples whose embeddings stand in {@code vectors}, {@code [>= firstRow + rows, vectorColumns()]}.
     *
     * @param outputs {@code [>= firstRow + rows, outputs]}, zeros at first; may receive a part of the block's outputs
     */
    void interact(int member, int firstRow, int rows, HeapMatrix vectors, float[] outputs);

    /** Makes the outputs of the member's samples whole. */
    void finishForward(int member, int firstRow, int rows, ForwardMode mode, float[] outputs);

    /** Begins the way back with the loss's gradients by the outputs, in their shape. */
    void beginBackward(int member, int firstRow, int rows, float[] outputGradients);

    /** Writes the gradients by the vectors of a block to {@code vectorGradients}, of the shape of {@code vectors}. */
    void interactBackward(
            int member,
            int firstRow,
            int rows,
            float[] outputGradients,
            HeapMatrix vectors,
            HeapMatrix vectorGradients);

    /** Ends the way back. */
    void finishBackward(int member, int firstRow, int rows);

    /** All that training changes beside the tables; the owner updates them. */
    List<DenseNetwork> networks();

    @Override
    void close();
}
