package org.campanile.core.evaluation;

/** The best candidates, best first, of equal ones the lower index first. The arrays are the reader's own. */
public final class RankedItems {
    private final int[] items;
    private final float[] scores;
    private final int tiedWithWorst;

    /** @param tiedWithWorst number of candidates beyond these that have the last one's score; all others have less */
    RankedItems(int[] items, float[] scores, int tiedWithWorst) {
        this.items = items;
        this.scores = scores;
        this.tiedWithWorst = tiedWithWorst;
    }

    /** Indices of the candidates. */
    public int[] items() {
        return items;
    }

    /** The scores of {@link #items()}. */
    public float[] scores() {
        return scores;
    }

    /** The 0-based average rank of a candidate with this score; infinite when it is worse than all these. */
    double averageRank(float score) {
        if (scores[scores.length - 1] > score) {
            return Double.POSITIVE_INFINITY;
        }
        int better = 0;
        while (scores[better] > score) {
            better++;
        }
        int notWorse = better;
        while (notWorse < scores.length && scores[notWorse] == score) {
            notWorse++;
        }
        int tiedOthers = notWorse - better - 1 + (notWorse == scores.length ? tiedWithWorst : 0);
        return better + tiedOthers / 2.0;
    }
}
