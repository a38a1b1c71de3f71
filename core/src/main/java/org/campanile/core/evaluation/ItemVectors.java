package org.campanile.core.evaluation;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.Transpose;
import org.campanile.core.model.RetrievalModel;

/**
 * The vectors of all items, {@code [items, length]}, in blocks.
 *
 * <p>Holds native memory until closed. Filled by one thread; afterwards any number of threads may search them at once, as
 * long as none writes or closes them.
 */
public final class ItemVectors implements AutoCloseable {
    private final ItemBlocks blocks;
    private final int length;
    private final FloatMatrix[] vectors;

    /** Vectors of zeros, to be {@link #set}. */
    public ItemVectors(int items, int length) {
        this(new ItemBlocks(items, ItemBlocks.USUAL_WIDTH), length);
    }

    ItemVectors(ItemBlocks blocks, int length) {
        this.blocks = blocks;
        this.length = Check.positive(length, "length");
        this.vectors = new FloatMatrix[blocks.count()];
        for (int block = 0; block < vectors.length; block++) {
            vectors[block] = new FloatMatrix(blocks.size(block), length);
        }
    }

    /** The vectors that a model has for the items 0 to {@code items - 1}. The model is not needed afterwards. */
    public static ItemVectors of(RetrievalModel model, int items) {
        return of(model, new ItemBlocks(items, ItemBlocks.USUAL_WIDTH));
    }

    static ItemVectors of(RetrievalModel model, ItemBlocks blocks) {
        ItemVectors vectors = new ItemVectors(blocks, model.vectorSize());
        int[] indices = new int[blocks.size(0)];
        for (int block = 0; block < blocks.count(); block++) {
            int size = blocks.size(block);
            for (int i = 0; i < size; i++) {
                indices[i] = blocks.first(block) + i;
            }
            model.itemVectors(indices, 0, size, vectors.vectors[block]);
        }
        return vectors;
    }

    /** Number of items. */
    public int items() {
        return blocks.items();
    }

    /** Length of a vector. */
    public int length() {
        return length;
    }

    /** Replaces the vector of an item by the first {@code length()} numbers of {@code vector}. */
    public void set(int item, float[] vector) {
        Check.that(item >= 0 && item < items(), "item %d is not among the %d items", item, items());
        int block = item / blocks.width();
        vectors[block].buffer().put((item - blocks.first(block)) * length, vector, 0, length);
    }

    /** Reads the vector of an item into the first {@code length()} numbers of {@code vector}. */
    public void get(int item, float[] vector) {
        int block = item / blocks.width();
        vectors[block].read(item - blocks.first(block), 0, vector, 0, length);
    }

    /** The sum over all items of the products of two numbers of a vector, {@code [length, length]}. */
    double[] gram() {
        double[] sums = new double[length * length];
        float[] vector = new float[length];
        for (int item = 0; item < items(); item++) {
            get(item, vector);
            for (int i = 0; i < length; i++) {
                for (int j = 0; j < length; j++) {
                    sums[i * length + j] += (double) vector[i] * vector[j];
                }
            }
        }
        return sums;
    }

    /** The vectors as matrices of consecutive items, the first from item 0 on; read only. */
    public List<FloatMatrix> matrices() {
        return List.of(vectors);
    }

    ItemBlocks blocks() {
        return blocks;
    }

    /**
     * Dot products of user vectors and the item vectors of a block.
     *
     * @param users  {@code [users, length()]}
     * @param scores takes them; {@code [users, blocks().size(block)]}
     */
    void score(FloatMatrix users, int block, FloatMatrix scores) {
        MatrixProducts.multiply(users, Transpose.NO, vectors[block], Transpose.YES, 1f, 0f, scores);
    }

    @Override
    public void close() {
        for (FloatMatrix block : vectors) {
            block.close();
        }
    }
}
