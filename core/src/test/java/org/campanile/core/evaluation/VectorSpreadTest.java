package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;

class VectorSpreadTest {

    @Test
    void orthogonalVectorsUseAllDimensions() {
        VectorSpread spread = spread(new float[][] {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}});
        assertThat(spread.meanCosine()).isEqualTo(0, within(1e-12));
        assertThat(spread.effectiveDimensions()).isEqualTo(3, within(1e-12));
    }

    @Test
    void vectorsOfOneDirectionUseOneDimension() {
        VectorSpread spread = spread(new float[][] {{1, 2, 2}, {2, 4, 4}, {0, 0, 0}});
        assertThat(spread.meanCosine()).isEqualTo(1, within(1e-12));
        assertThat(spread.effectiveDimensions()).isEqualTo(1, within(1e-12));
        assertThat(spread.zeros()).isEqualTo(1);
        assertThat(spread.longest()).isEqualTo(6, within(1e-12)); // 2^2 + 4^2 + 4^2 = 36
    }

    @Test
    void theMeanCosineIsThatOfAllPairs() {
        Random random = new Random(6);
        float[][] vectors = new float[9][4];
        for (float[] vector : vectors) {
            for (int i = 0; i < 4; i++) {
                vector[i] = random.nextFloat();
            }
        }
        double sum = 0;
        for (int a = 0; a < 9; a++) {
            for (int b = 0; b < 9; b++) {
                sum += a == b
                        ? 0
                        : dot(vectors[a], vectors[b])
                                / Math.sqrt(dot(vectors[a], vectors[a]) * dot(vectors[b], vectors[b]));
            }
        }
        assertThat(spread(vectors).meanCosine()).isEqualTo(sum / 72, within(1e-12)); // 9 * 8 ordered pairs
    }

    @Test
    void ofUsersAllInterestsAreLookedAt() {
        float[][] users = {{0, 0}, {0, 0}, {1, 0}, {0, 3}, {2, 0}, {0, 0}};
        FixedVectors model = new FixedVectors(2, users, new float[][] {{1, 1}});
        List<RankingQuery> queries = List.of(query(1), query(2));

        // (1, 0), (0, 3), (2, 0) and nothing: one of three pairs has the cosine 1, the others 0. Moments 5 and 9:
        // (5 + 9)^2 / (25 + 81).
        VectorSpread spread = VectorSpread.ofUsers(model, queries);
        assertThat(spread.meanCosine()).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(spread.effectiveDimensions()).isEqualTo(196.0 / 106, within(1e-12));
        assertThat(spread.zeros()).isEqualTo(1);
    }

    private static RankingQuery query(int user) {
        return new RankingQuery(user, new int[0], new int[] {1});
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static VectorSpread spread(float[][] rows) {
        try (FloatMatrix matrix = new FloatMatrix(rows.length, rows[0].length)) {
            for (int row = 0; row < rows.length; row++) {
                matrix.write(row, 0, rows[row], 0, rows[row].length);
            }
            return VectorSpread.of(matrix);
        }
    }
}
