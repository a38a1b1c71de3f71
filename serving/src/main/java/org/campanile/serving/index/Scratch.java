package org.campanile.serving.index;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.InstructionSet;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.MatrixWindow;
import org.campanile.core.math.NativeMatrix;
import org.campanile.core.math.Transpose;

/** What a search needs beside the items: its queries, and their products with a block of items. Used by one thread at a time. */
final class Scratch implements AutoCloseable {
    /*
     * OpenBLAS copies the items before any but a small product, and for few queries the copy takes longer than the product.
     * With AVX-512 it has kernels for small products, which read the items where they lie; it draws the line here, whatever
     * the length of a vector.
     */
    private static final int SMALL_PRODUCT = 1024;

    /** Narrower strips would be more calls than work. */
    private static final int LEAST_ITEMS = 32;

    /*
     * Elsewhere only a product of a matrix and one vector reads them where they lie. A block stays in the processor's
     * cache from one query to the next; with more queries copying it once is cheaper.
     */
    private static final int FEW_QUERIES = 8;

    private final int vectors;
    private final boolean hasSmallProducts;
    private final FloatMatrix queries;
    private final FloatMatrix products;
    private final MatrixWindow someQueries = new MatrixWindow();
    private final MatrixWindow someItems = new MatrixWindow();
    private final MatrixWindow someProducts = new MatrixWindow();
    private final float[] best;
    private final float[] other;

    /* Of the last product: queries, and items at a time. Strips lie one after the other, each [count, items of the strip]. */
    private int multiplied;
    private int strip;

    /**
     * @param vectors most queries
     * @param dim     length of a vector
     * @param width   most items of a block
     * @param blas    what the kernels of OpenBLAS need
     */
    Scratch(int vectors, int dim, int width, InstructionSet blas) {
        this.vectors = vectors;
        this.hasSmallProducts = blas == InstructionSet.AVX512;
        this.queries = new FloatMatrix(vectors, dim);
        this.products = new FloatMatrix(vectors, width);
        this.best = new float[width];
        this.other = new float[width];
    }

    int vectors() {
        return vectors;
    }

    /** Writes the vectors of a query to the rows from {@code row} on. */
    void setQuery(int row, QueryVectors query) {
        queries.buffer().put(row * query.dim(), query.numbers());
    }

    /** Multiplies the first queries by a block of items. */
    void multiply(int count, NativeMatrix block) {
        multiplied = count;
        if (hasSmallProducts) {
            multiplyByStrips(count, block, stripOf(count));
        } else if (count <= FEW_QUERIES) {
            multiplyOneByOne(count, block);
        } else {
            multiplyByStrips(count, block, block.rows());
        }
    }

    private void multiplyByStrips(int count, NativeMatrix block, int width) {
        strip = Math.min(width, block.rows());
        for (int first = 0; first < block.rows(); first += strip) {
            int items = Math.min(strip, block.rows() - first);
            multiply(
                    someQueries.rows(queries, 0, count),
                    someItems.rows(block, first, items),
                    someProducts.show(products, (long) first * count, count, items));
        }
    }

    private void multiplyOneByOne(int count, NativeMatrix block) {
        strip = block.rows();
        for (int query = 0; query < count; query++) {
            multiply(
                    someQueries.rows(queries, query, 1),
                    block,
                    someProducts.show(products, (long) query * strip, 1, strip));
        }
    }

    private static void multiply(NativeMatrix someQueries, NativeMatrix someItems, NativeMatrix someProducts) {
        MatrixProducts.multiply(someQueries, Transpose.NO, someItems, Transpose.YES, 1f, 0f, someProducts);
    }

    /** Items to multiply by so many queries at a time. */
    private static int stripOf(int count) {
        int items = SMALL_PRODUCT / count;
        return items < LEAST_ITEMS ? Integer.MAX_VALUE : Integer.highestOneBit(items);
    }

    /** The products of a query, which stay until the next call. */
    float[] products(int query, int width) {
        return read(query, width, best);
    }

    /** The same in other memory. */
    float[] otherProducts(int query, int width) {
        return read(query, width, other);
    }

    private float[] read(int query, int width, float[] out) {
        for (int first = 0; first < width; first += strip) {
            int items = Math.min(strip, width - first);
            products.buffer().get(first * multiplied + query * items, out, first, items);
        }
        return out;
    }

    @Override
    public void close() {
        queries.close();
        products.close();
    }
}
