package org.campanile.core.evaluation;

import java.util.Arrays;
import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.math.SymmetricInverse;

/**
 * Scores of implicit-feedback matrix factorisation (iALS: Hu, Koren and Volinsky, ICDM 2008): dot products of user and item
 * factors. The factors {@code x} of a user are those that fit best the items that the user took, given the factors
 * {@code y_i} of all items, {@code Y}: half a step of alternating least squares. So users are scored whom the factorisation
 * has not seen.
 *
 * <pre>
 * x = (Y^T Y + alpha sum_i y_i y_i^T + lambda n I)^-1 (1 + alpha) sum_i y_i
 * </pre>
 *
 * <p>with sums over the user's {@code n} items; {@code lambda} counts for each of them, as in Spark's ALS.
 *
 * <p>The item factors stay the caller's, and other scorers may use them too. Holds native memory until closed; used by one
 * thread at a time.
 */
public final class FactorScorer implements ItemScorer {
    private final ItemVectors items;
    private final double alpha;
    private final double lambda;
    private final int rank;

    /** {@code Y^T Y}. */
    private final double[] gram;

    private final double[] system;
    private final double[] sum;
    private final float[] factors;
    private final FloatMatrix users;
    private FloatMatrix chosen;

    /**
     * @param alpha  confidence in an interaction beyond that in its absence, above 0
     * @param lambda regularisation, above 0
     */
    public FactorScorer(ItemVectors items, double alpha, double lambda) {
        Check.that(alpha > 0 && lambda > 0, "alpha and lambda must be above 0, but are %s and %s", alpha, lambda);
        this.items = items;
        this.alpha = alpha;
        this.lambda = lambda;
        this.rank = items.length();
        this.gram = items.gram();
        this.system = new double[rank * rank];
        this.sum = new double[rank];
        this.factors = new float[rank];
        this.users = new FloatMatrix(ScoreTile.USERS, rank);
        this.chosen = users;
    }

    @Override
    public ItemBlocks blocks() {
        return items.blocks();
    }

    @Override
    public void select(List<RankingQuery> queries) {
        chosen = users.rowRange(0, queries.size());
        for (int user = 0; user < queries.size(); user++) {
            fold(queries.get(user).taken());
            chosen.write(user, 0, factors, 0, rank);
        }
    }

    /** Computes the factors of a user. Without items they are 0. */
    void fold(int[] taken) {
        System.arraycopy(gram, 0, system, 0, gram.length);
        Arrays.fill(sum, 0);
        for (int item : taken) {
            items.get(item, factors);
            addItem();
        }
        for (int i = 0; i < rank; i++) {
            system[i * rank + i] += lambda * Math.max(1, taken.length);
        }
        SymmetricInverse.invert(system, rank);
        for (int i = 0; i < rank; i++) {
            double factor = 0;
            for (int j = 0; j < rank; j++) {
                factor += system[i * rank + j] * sum[j];
            }
            factors[i] = (float) factor;
        }
    }

    private void addItem() {
        for (int i = 0; i < rank; i++) {
            sum[i] += (1 + alpha) * factors[i];
            double scaled = alpha * factors[i];
            for (int j = 0; j < rank; j++) {
                system[i * rank + j] += scaled * factors[j];
            }
        }
    }

    /** The factors of the user last folded in; the scorer's own. */
    float[] factors() {
        return factors;
    }

    @Override
    public void score(int block, FloatMatrix scores) {
        items.score(chosen, block, scores);
    }

    @Override
    public void close() {
        users.close();
    }
}
