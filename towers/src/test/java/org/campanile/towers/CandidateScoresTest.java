package org.campanile.towers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;

class CandidateScoresTest {
    @Test
    void scoresAndGradientsAreThoseOfTheDefinition() {
        // Two users with two candidates each, vectors of 2, temperature 0.5: every product counts twice.
        try (FloatMatrix users = matrix(2, 1, 2, 3, 4);
                FloatMatrix items = matrix(2, 5, 6, 7, 8, -1, 1, 0, 2);
                FloatMatrix userGradients = new FloatMatrix(2, 2);
                FloatMatrix itemGradients = new FloatMatrix(4, 2)) {
            CandidateScores scoring = new CandidateScores(2, 2, 0.5);
            float[] scores = new float[4];

            scoring.forward(users, items, 2, scores);
            // (1, 2) with (5, 6), (7, 8): 17, 23; (3, 4) with (-1, 1), (0, 2): 1, 8.
            assertThat(scores).containsExactly(34, 46, 2, 16);

            scoring.backward(users, items, 2, new float[] {1, -1, 0.5f, 0}, userGradients, itemGradients);
            // 2 (5, 6) - 2 (7, 8) and (-1, 1)
            assertThat(values(userGradients)).containsExactly(new float[] {-4, -4, -1, 1}, within(1e-6f));
            // 2 (1, 2), -2 (1, 2), (3, 4), 0
            assertThat(values(itemGradients)).containsExactly(new float[] {2, 4, -2, -4, 3, 4, 0, 0}, within(1e-6f));
        }
    }

    private static FloatMatrix matrix(int columns, float... values) {
        FloatMatrix matrix = new FloatMatrix(values.length / columns, columns);
        matrix.buffer().put(0, values);
        return matrix;
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.buffer().get(0, values);
        return values;
    }
}
