package org.campanile.core.evaluation;

/** A user's best items and the ranks of the relevant ones. The arrays are the reader's own. */
public final class UserRanking {
    private final int user;
    private final int[] items;
    private final float[] scores;
    private final double[] ranks;

    UserRanking(int user, int[] items, float[] scores, double[] ranks) {
        this.user = user;
        this.items = items;
        this.scores = scores;
        this.ranks = ranks;
    }

    public int user() {
        return user;
    }

    /** The best candidates, best first, of equal ones the lower index first; fewer than the depth when there are no more. */
    public int[] items() {
        return items;
    }

    /** The scores of {@link #items()}. */
    public float[] scores() {
        return scores;
    }

    /**
     * The 0-based average rank of each relevant item: the number of strictly better candidates plus half the number of
     * other candidates with the same score. Exact where that is below the depth, else at least the depth; infinite for
     * unknown items. Known items come first, by ascending index.
     */
    public double[] ranks() {
        return ranks;
    }
}
