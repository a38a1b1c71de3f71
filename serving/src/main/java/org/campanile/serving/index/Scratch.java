package org.campanile.serving.index;

import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.math.MatrixWindow;
import org.campanile.core.math.NativeMatrix;
import org.campanile.core.math.Transpose;

/** What a search needs beside the items: its queries, and their products with a block of items. Used by one thread at a time. */
final class Scratch implements AutoCloseable {
    private final int vectors;
    private final FloatMatrix queries;
    private final FloatMatrix products;
    private final MatrixWindow someQueries = new MatrixWindow();
    private final MatrixWindow someProducts = new MatrixWindow();
    private final float[] best;
    private final float[] other;

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

    /** Multiplies the first queries by a block of items: {@code [count, items of the block]}. */
    void multiply(int count, NativeMatrix block) {
        MatrixProducts.multiply(
                someQueries.rows(queries, 0, count),
                Transpose.NO,
                block,
                Transpose.YES,
                1f,
                0f,
                someProducts.show(products, 0, count, block.rows()));
    }

    /** The products of a query, which stay until the next call. */
    float[] products(int query, int width) {
        products.buffer().get(query * width, best, 0, width);
        return best;
    }

    /** The same in other memory. */
    float[] otherProducts(int query, int width) {
        products.buffer().get(query * width, other, 0, width);
        return other;
    }

    @Override
    public void close() {
        queries.close();
        products.close();
    }
}
