package org.campanile.core.loss;

import java.util.Arrays;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.Kernels;
import org.campanile.core.parallel.Shares;

/**
 * Scores of each user with its own candidates, their loss, and the gradients by the vectors, user by user. With K
 * candidates per user, user vectors u of {@code [n, dim]}, item vectors v of {@code [n K, dim]} and temperature t:
 *
 * <pre>
 * s[i K + k]         = u[i] . v[i K + k] / t
 * d L / d u[i]       = sum over k of g[i K + k] v[i K + k] / t
 * d L / d v[i K + k] = g[i K + k] u[i] / t              where g = d L / d s
 * </pre>
 *
 * <p>The members of a team share the users of a batch.
 */
public final class CandidateScores {
    private final Member[] members;

    /**
     * @param candidates  K, the positive included
     * @param dim         length of the vectors
     * @param members     how many share the work
     * @param temperature what dot products are divided by; above 0
     */
    public CandidateScores(int candidates, int dim, int members, double temperature) {
        this.members = new Member[Check.positive(members, "members")];
        Arrays.setAll(this.members, member -> new Member(candidates, dim, (float) (1 / temperature)));
    }

    /**
     * Computes the loss of a member's share of the users and the gradients by the vectors.
     *
     * @param users         {@code [>= n, dim]}
     * @param items         {@code [>= n K, dim]}
     * @param count         n
     * @param userGradients {@code [>= n, dim]}; the rows of the member's users are written
     * @param itemGradients {@code [>= n K, dim]}; the rows of the member's users' candidates are written
     * @return the sum of what {@code loss} returns for the member's users
     */
    public double lossAndGradients(
            int member,
            FloatMatrix users,
            FloatMatrix items,
            int count,
            CandidateLoss loss,
            FloatMatrix userGradients,
            FloatMatrix itemGradients) {
        Member own = members[member];
        double sum = 0;
        int end = Shares.end(member, members.length, count);
        for (int user = Shares.begin(member, members.length, count); user < end; user++) {
            own.score(users, items, user);
            sum += loss.lossAndGradients(user, own.scores);
            own.writeGradients(user, userGradients, itemGradients);
        }
        return sum;
    }

    /** One user at a time, on the heap. */
    private static final class Member {
        private final Kernels kernels = Kernels.active();
        private final int candidates;
        private final int dim;
        private final float inverseTemperature;
        private final float[] user;
        private final float[] userGradient;
        private final float[] items;
        private final float[] scores;

        Member(int candidates, int dim, float inverseTemperature) {
            this.candidates = candidates;
            this.dim = dim;
            this.inverseTemperature = inverseTemperature;
            this.user = new float[dim];
            this.userGradient = new float[dim];
            this.items = new float[candidates * dim];
            this.scores = new float[candidates];
        }

        void score(FloatMatrix userVectors, FloatMatrix itemVectors, int row) {
            userVectors.read(row, 0, user, 0, dim);
            itemVectors.read(row * candidates, 0, items, 0, items.length);
            for (int k = 0; k < candidates; k++) {
                scores[k] = kernels.dot(user, 0, items, k * dim, dim) * inverseTemperature;
            }
        }

        /** The scores have become gradients; the vectors become gradients as well. */
        void writeGradients(int row, FloatMatrix userGradients, FloatMatrix itemGradients) {
            Arrays.fill(userGradient, 0f);
            for (int k = 0; k < candidates; k++) {
                float gradient = scores[k] * inverseTemperature;
                kernels.addScaled(gradient, items, k * dim, userGradient, 0, dim);
                Arrays.fill(items, k * dim, (k + 1) * dim, 0f);
                kernels.addScaled(gradient, user, 0, items, k * dim, dim);
            }
            userGradients.write(row, 0, userGradient, 0, dim);
            itemGradients.write(row * candidates, 0, items, 0, items.length);
        }
    }
}
