package org.campanile.serving.index;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.MatrixWindow;
import org.campanile.core.math.NativeMatrix;
import org.campanile.core.math.Transpose;

/** What a search needs beside the items: its queries, and their products with a block of items. Used by one thread at a time. */
final class Scratch implements AutoCloseable {
    /*
     * Some BLAS have kernels for products of few numbers that read the items where they lie. Larger products copy them
     * first, which for few queries takes longer than the product. OpenBLAS draws the line here, whatever the length of a
     * vector, for processors with AVX-512; on others narrow strips cost nothing.
     */
    private static final int SMALL_PRODUCT = 1024;

    /** Narrower strips would be more calls than work. */
    private static final int LEAST_ITEMS = 32;

    private final int vectors;
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
     */
    Scratch(int vectors, int dim, int width) {
        this.vectors = vectors;
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
        strip = Math.min(stripOf(count), block.rows());
        multiplied = count;
        for (int first = 0; first < block.rows(); first += strip) {
            int items = Math.min(strip, block.rows() - first);
            MatrixProducts.multiply(
                    someQueries.rows(queries, 0, count),
                    Transpose.NO,
                    someItems.rows(block, first, items),
                    Transpose.YES,
                    1f,
                    0f,
                    someProducts.show(products, (long) first * count, count, items));
        }
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
