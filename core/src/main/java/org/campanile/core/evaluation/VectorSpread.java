package org.campanile.core.evaluation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;

/**
 * Whether vectors are still apart. Those of a collapsed model point in one direction, or lie in few.
 *
 * @param meanCosine          mean cosine of two different vectors, from -1 / (vectors - 1) to 1
 * @param effectiveDimensions the participation ratio {@code (sum l)^2 / sum l^2} of the eigenvalues {@code l} of the
 *                            vectors' second moments, from 1 to the vectors' length (see Gao et al., "A Theory of
 *                            Multineuronal Dimensionality", 2017)
 * @param zeros               number of vectors that are 0
 * @param longest             length of the longest vector
 */
public record VectorSpread(double meanCosine, double effectiveDimensions, int zeros, double longest)
        implements Serializable {

    /** Of the vectors that a model has for some users, at least one, all their interests together. */
    public static VectorSpread ofUsers(RetrievalModel model, List<RankingQuery> queries) {
        UserQueries users = new UserQueries();
        queries.forEach(query -> users.add(query.user(), query.history()));
        try (FloatMatrix vectors = new FloatMatrix(users.size() * model.interests(), model.vectorSize())) {
            model.userVectors(users, vectors);
            return of(vectors);
        }
    }

    /** Of some vectors, {@code [vectors, length]}. Takes {@code vectors * length^2} steps. */
    public static VectorSpread of(FloatMatrix vectors) {
        int length = vectors.columns();
        double[] directionSum = new double[length];
        double[] moments = new double[length * length];
        float[] vector = new float[length];
        int zeros = 0;
        double longest = 0;
        for (int row = 0; row < vectors.rows(); row++) {
            vectors.read(row, 0, vector, 0, length);
            double norm = norm(vector);
            longest = Math.max(longest, norm);
            if (norm == 0) {
                zeros++;
                continue;
            }
            for (int i = 0; i < length; i++) {
                directionSum[i] += vector[i] / norm;
                for (int j = 0; j < length; j++) {
                    moments[i * length + j] += (double) vector[i] * vector[j];
                }
            }
        }
        int counted = vectors.rows() - zeros;
        // The cosines of all pairs, each vector with itself included, sum to the squared length of the sum of
        // directions.
        double pairs = (double) counted * (counted - 1);
        return new VectorSpread(
                pairs == 0 ? 0 : (squares(directionSum) - counted) / pairs,
                participation(moments, length),
                zeros,
                longest);
    }

    /** The trace is the sum of the eigenvalues, the sum of squares of all numbers that of the squared eigenvalues. */
    private static double participation(double[] moments, int length) {
        double trace = 0;
        for (int i = 0; i < length; i++) {
            trace += moments[i * length + i];
        }
        return trace == 0 ? 0 : trace * trace / squares(moments);
    }

    private static double norm(float[] vector) {
        double sum = 0;
        for (float number : vector) {
            sum += (double) number * number;
        }
        return Math.sqrt(sum);
    }

    private static double squares(double[] numbers) {
        return Arrays.stream(numbers).map(number -> number * number).sum();
    }
}
