package org.campanile.core.evaluation;

import java.nio.FloatBuffer;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.SymmetricInverse;
import org.campanile.core.negative.UserItems;

/**
 * The baseline EASE (Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", WWW 2019): with {@code X} the users'
 * items as a matrix of ones and zeros and {@code P = (X^T X + lambda I)^-1},
 *
 * <pre>
 * weight(i, j) = -P_ij / P_jj for i != j, 0 for i = j
 * </pre>
 *
 * <p>which is the linear model without self-similarity that has the least squared error with L2 norm {@code lambda}.
 *
 * <p>Holds native memory for {@code items * items} numbers until closed.
 */
public final class EaseWeights implements ItemWeights {
    private final FloatMatrix weights;

    private EaseWeights(FloatMatrix weights) {
        this.weights = weights;
    }

    /**
     * Fits the model, by {@code 2 items^3} operations.
     *
     * @param users  the items of each user
     * @param items  number of items, the unknown one included; at most 46,340
     * @param lambda above 0
     */
    public static EaseWeights of(UserItems users, int items, double lambda) {
        Check.that(lambda > 0, "lambda must be above 0, but is %s", lambda);
        FloatMatrix matrix = new FloatMatrix(items, items);
        try {
            fillGram(matrix, new CoOccurrences(users, items), lambda);
            SymmetricInverse.invert(matrix);
            divideByDiagonal(matrix);
            return new EaseWeights(matrix);
        } catch (RuntimeException e) {
            matrix.close();
            throw e;
        }
    }

    private static void fillGram(FloatMatrix matrix, CoOccurrences shared, double lambda) {
        float[] row = new float[matrix.columns()];
        for (int item = 0; item < row.length; item++) {
            shared.count(item);
            for (int other = 0; other < row.length; other++) {
                row[other] = shared.with(other);
            }
            row[item] += (float) lambda;
            matrix.write(item, 0, row, 0, row.length);
        }
    }

    private static void divideByDiagonal(FloatMatrix matrix) {
        int items = matrix.rows();
        float[] diagonal = new float[items];
        for (int item = 0; item < items; item++) {
            diagonal[item] = matrix.get(item, item);
        }
        float[] row = new float[items];
        for (int item = 0; item < items; item++) {
            matrix.read(item, 0, row, 0, items);
            for (int candidate = 0; candidate < items; candidate++) {
                row[candidate] = candidate == item ? 0 : -row[candidate] / diagonal[candidate];
            }
            matrix.write(item, 0, row, 0, items);
        }
    }

    @Override
    public int items() {
        return weights.rows();
    }

    @Override
    public void add(int item, int first, int count, float[] scores) {
        FloatBuffer buffer = weights.buffer();
        int from = item * weights.columns() + first;
        for (int candidate = 0; candidate < count; candidate++) {
            scores[candidate] += buffer.get(from + candidate);
        }
    }

    @Override
    public void close() {
        weights.close();
    }
}
