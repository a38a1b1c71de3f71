package org.campanile.core.evaluation;

/** A user's best items and the ranks of the relevant ones. The arrays are the reader's own. */
public final class UserRanking {
    private final RankingQuery query;
    private final RankedItems best;
    private final double[] ranks;
    private final double[] sampledRanks;

    UserRanking(RankingQuery query, RankedItems best, double[] ranks, double[] sampledRanks) {
        this.query = query;
        this.best = best;
        this.ranks = ranks;
        this.sampledRanks = sampledRanks;
    }

    public int user() {
        return query.user();
    }

    /** What was asked; of its relevant items those that are candidates. */
    RankingQuery query() {
        return query;
    }

    /** The best candidates, best first, of equal ones the lower index first; fewer than the depth when there are no more. */
    public int[] items() {
        return best.items();
    }

    /** The scores of {@link #items()}. */
    public float[] scores() {
        return best.scores();
    }

    /**
     * The 0-based average rank of each relevant item: the number of strictly better candidates plus half the number of
     * other candidates with the same score. Exact where that is below the depth, else at least the depth; infinite for
     * unknown items. Known items come first, by ascending index.
     */
    public double[] ranks() {
        return ranks;
    }

    /**
     * The same among the relevant items and the user's sampled negatives alone, and exact everywhere; without a sample,
     * among the relevant items.
     */
    public double[] sampledRanks() {
        return sampledRanks;
    }
}
