package org.campanile.towers;

import java.util.Arrays;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;

/**
 * Scores of each user with its own candidates. With K candidates per user, user vectors u of {@code [users, dim]}, item
 * vectors v of {@code [users * K, dim]} and temperature t:
 *
 * <pre>
 * s[r K + k]         = u[r] . v[r K + k] / t
 * d L / d u[r]       = sum over k of g[r K + k] v[r K + k] / t
 * d L / d v[r K + k] = g[r K + k] u[r] / t              where g = d L / d s
 * </pre>
 */
final class CandidateScores {
    private final Kernels kernels = Kernels.active();
    private final int candidates;
    private final int dim;
    private final float inverseTemperature;
    private final float[] user;
    private final float[] userGradient;
    private final float[] items;

    CandidateScores(int candidates, int dim, double temperature) {
        this.candidates = candidates;
        this.dim = dim;
        this.inverseTemperature = (float) (1 / temperature);
        this.user = new float[dim];
        this.userGradient = new float[dim];
        this.items = new float[candidates * dim];
    }

    /** Writes the scores, {@code [users * K]}. */
    void forward(FloatMatrix userVectors, FloatMatrix itemVectors, int users, float[] scores) {
        for (int r = 0; r < users; r++) {
            read(userVectors, itemVectors, r);
            for (int k = 0; k < candidates; k++) {
                scores[r * candidates + k] = kernels.dot(user, 0, items, k * dim, dim) * inverseTemperature;
            }
        }
    }

    /** Writes the gradients by both kinds of vectors from those by the scores. */
    void backward(
            FloatMatrix userVectors,
            FloatMatrix itemVectors,
            int users,
            float[] scoreGradients,
            FloatMatrix userGradients,
            FloatMatrix itemGradients) {
        for (int r = 0; r < users; r++) {
            read(userVectors, itemVectors, r);
            Arrays.fill(userGradient, 0f);
            for (int k = 0; k < candidates; k++) {
                float gradient = scoreGradients[r * candidates + k] * inverseTemperature;
                kernels.addScaled(gradient, items, k * dim, userGradient, 0, dim);
                Arrays.fill(items, k * dim, (k + 1) * dim, 0f);
                kernels.addScaled(gradient, user, 0, items, k * dim, dim);
            }
            userGradients.buffer().put(r * dim, userGradient);
            itemGradients.buffer().put(r * items.length, items);
        }
    }

    /** Brings a user's vector and those of its candidates onto the heap. */
    private void read(FloatMatrix userVectors, FloatMatrix itemVectors, int r) {
        userVectors.buffer().get(r * dim, user);
        itemVectors.buffer().get(r * items.length, items);
    }
}
