package org.campanile.core.evaluation;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.math.Kernels;

/**
 * The best candidates among those offered so far, at most {@code depth}, and the number of others that tie with the
 * worst of them. Together they tell the exact average rank of every candidate that is not worse than the worst one kept:
 * whatever was not kept is worse, or is one of the counted ties.
 */
public final class TopItems {
    /** The score of an item that is no candidate. */
    static final float EXCLUDED = Float.NEGATIVE_INFINITY;

    /** Any candidate may be among the best; excluded items are below. */
    private static final float ANY = -Float.MAX_VALUE;

    private static final int LEAST_ROOM = 32;
    private static final int MOST_ROOM = 1024;

    private static final Kernels KERNELS = Kernels.active();

    /*
     * Nearly all candidates are worse than the best ones known, which one comparison with the threshold tells, of many
     * scores at a time. The others are appended. When there is no more room, all but the best `depth` go, and the
     * threshold rises to the worst of these. Meanwhile it is a little too low, so that somewhat more candidates are
     * looked at than with a heap, but each of them costs a fraction of what it costs to keep a heap in order.
     *
     * As soon as there are `depth` candidates, one that equals the threshold cannot get in, since it has a higher index
     * than all that are there: it only counts as a tie.
     */
    private final int depth;
    private final IntPredicate accepted;
    private final long[] candidates;
    private int size;
    private float threshold = ANY;
    private int tiedWithThreshold;

    TopItems(int depth) {
        this(depth, item -> true);
    }

    /**
     * @param depth    candidates to keep, at least 1
     * @param accepted tells candidates from other items; asked only about items that are good enough
     */
    public TopItems(int depth, IntPredicate accepted) {
        this.depth = Check.positive(depth, "depth");
        this.accepted = accepted;
        this.candidates = new long[Math.addExact(depth, Math.min(Math.max(depth, LEAST_ROOM), MOST_ROOM))];
    }

    /** Forgets all candidates. */
    void clear() {
        size = 0;
        threshold = ANY;
        tiedWithThreshold = 0;
    }

    /**
     * Offers {@code count} items from {@code firstItem} on, with the scores from {@code offered[from]} on; indices ascend
     * from call to call.
     */
    public void offer(int firstItem, float[] offered, int from, int count) {
        int end = from + count;
        int next = KERNELS.firstNotBelow(offered, from, count, threshold);
        while (next < end) {
            consider(firstItem + next - from, offered[next]);
            next++;
            next = KERNELS.firstNotBelow(offered, next, end - next, threshold);
        }
    }

    private void consider(int item, float score) {
        checkFinite(item, score);
        if (!accepted.test(item)) {
            return;
        }
        if (score == threshold && size >= depth) {
            tiedWithThreshold++;
            return;
        }
        candidates[size++] = Candidate.of(item, score);
        if (size == candidates.length) {
            keepBest();
        }
    }

    /** Fails for a score that a model in good order does not give. */
    static void checkFinite(int item, float score) {
        if (!Float.isFinite(score)) {
            throw new CampanileException("The model gave item " + item + " the score " + score
                    + ": its training has diverged; train with lower learning rates.");
        }
    }

    /** Drops all but the best {@code depth} of at least as many. */
    private void keepBest() {
        Quickselect.largestFirst(candidates, size, depth);
        float worst = Candidate.score(candidates[depth - 1]);
        int ties = worst == threshold ? tiedWithThreshold : 0;
        for (int i = depth; i < size; i++) {
            ties += Candidate.score(candidates[i]) == worst ? 1 : 0;
        }
        size = depth;
        threshold = worst;
        tiedWithThreshold = ties;
    }

    /** What was kept, best first. */
    public RankedItems ranked() {
        if (size >= depth) {
            keepBest();
        }
        Arrays.sort(candidates, 0, size);
        int[] items = new int[size];
        float[] scores = new float[size];
        for (int place = 0; place < size; place++) {
            long candidate = candidates[size - 1 - place];
            items[place] = Candidate.item(candidate);
            scores[place] = Candidate.score(candidate);
        }
        return new RankedItems(items, scores, tiedWithThreshold);
    }
}
