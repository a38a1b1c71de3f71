package org.campanile.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.MatrixProducts;
import org.campanile.core.parallel.ThreadTeam;

/**
 * The matrix products of a step and nothing else, each thread on matrices of its own with its share of the batch. Holds
 * native memory until closed; used by one thread.
 */
final class SgemmSpeed implements Runnable, AutoCloseable {
    private record Product(MatrixShape shape, FloatMatrix a, FloatMatrix b, FloatMatrix c) {
        static Product of(MatrixShape shape) {
            return new Product(
                    shape,
                    filled(shape.rowsA(), shape.columnsA()),
                    filled(shape.rowsB(), shape.columnsB()),
                    new FloatMatrix(shape.m(), shape.n()));
        }

        private static FloatMatrix filled(int rows, int columns) {
            FloatMatrix matrix = new FloatMatrix(rows, columns);
            for (int i = 0; i < rows * columns; i++) {
                matrix.buffer().put(i, CounterRandom.uniform(CounterRandom.hash(1, i), 1f));
            }
            return matrix;
        }

        void multiply() {
            MatrixProducts.multiply(a, shape.transposeA(), b, shape.transposeB(), 1f, 0f, c);
        }

        void close() {
            a.close();
            b.close();
            c.close();
        }
    }

    private final ThreadTeam team;
    private final List<List<Product>> byMember = new ArrayList<>();

    /**
     * @param products  of one thread
     * @param threads   that do the same at once
     */
    SgemmSpeed(List<MatrixShape> products, int threads) {
        this.team = new ThreadTeam(threads, "sgemm");
        for (int member = 0; member < threads; member++) {
            byMember.add(products.stream().map(Product::of).toList());
        }
    }

    /** Every product once, on every thread. */
    @Override
    public void run() {
        team.run(member -> byMember.get(member).forEach(Product::multiply));
    }

    /** Floating-point operations of one {@link #run}. */
    long operations() {
        return byMember.stream()
                .flatMap(List::stream)
                .mapToLong(product -> product.shape().operations())
                .sum();
    }

    @Override
    public void close() {
        team.close();
        byMember.forEach(products -> products.forEach(Product::close));
    }
}
