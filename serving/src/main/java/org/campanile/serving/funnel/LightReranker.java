package org.campanile.serving.funnel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.campanile.core.math.Kernels;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;

/**
 * From the candidates of retrieval to fewer of them: relevance blended with popularity, and, where asked for, maximal marginal
 * relevance (Carbonell and Goldstein, "The Use of MMR, Diversity-Based Reranking", SIGIR 1998).
 *
 * <p>Of candidate {@code i}, {@code r} is the retrieval score and {@code p = log(1 + interactions)}, both mapped to 0 to 1 by
 * the least and the greatest among the candidates (1 where these are equal). With {@code w} the weight of popularity,
 * {@code rel(i) = (1 - w) r + w p}. With {@code d} the weight of diversity the next item taken is the one with the largest
 * {@code (1 - d) rel(i) - d max(0, max of cos(i, j) over the items j taken before)}. Ties go to the candidate that retrieval put
 * first. Scores that are returned are {@code rel}.
 */
final class LightReranker {
    private static final Kernels KERNELS = Kernels.active();

    private final FunnelSettings settings;

    LightReranker(FunnelSettings settings) {
        this.settings = settings;
    }

    /** Whether the order of retrieval can change at all. */
    boolean reorders() {
        return settings.popularity() > 0 || settings.diversity() > 0;
    }

    /** An item in its place, and the score that goes with it. */
    record Candidate(int item, float score) {}

    /**
     * The best of the candidates, at most {@code count}, in the order in which they were taken; with retrieval's scores where
     * neither popularity nor diversity is asked for.
     */
    List<Candidate> best(ScoredItems candidates, int count, ServedVersion version) {
        if (reorders()) {
            return best(candidates, count, version.items()::count, version.index());
        }
        return IntStream.range(0, Math.min(count, candidates.size()))
                .mapToObj(place -> new Candidate(candidates.item(place), candidates.score(place)))
                .toList();
    }

    /**
     * @param popularity training interactions of an item
     * @param vectors    those of the items; read only where diversity is asked for
     */
    List<Candidate> best(ScoredItems candidates, int count, IntToDoubleFunction popularity, VectorIndex vectors) {
        double[] relevance = relevance(candidates, popularity);
        boolean diverse = settings.diversity() > 0;
        float[][] units = diverse ? units(candidates, vectors) : new float[0][];
        float[] similarity = new float[candidates.size()];
        boolean[] taken = new boolean[candidates.size()];
        int size = Math.min(count, candidates.size());
        List<Candidate> best = new ArrayList<>(size);
        for (int place = 0; place < size; place++) {
            int next = next(relevance, similarity, taken);
            taken[next] = true;
            best.add(new Candidate(candidates.item(next), (float) relevance[next]));
            if (diverse) {
                raise(similarity, taken, units, units[next]);
            }
        }
        return best;
    }

    private int next(double[] relevance, float[] similarity, boolean[] taken) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < relevance.length; i++) {
            double value = (1 - settings.diversity()) * relevance[i] - settings.diversity() * similarity[i];
            if (!taken[i] && value > most) {
                most = value;
                best = i;
            }
        }
        return best;
    }

    private static void raise(float[] similarity, boolean[] taken, float[][] units, float[] added) {
        for (int i = 0; i < similarity.length; i++) {
            if (!taken[i]) {
                similarity[i] = Math.max(similarity[i], KERNELS.dot(units[i], 0, added, 0, added.length));
            }
        }
    }

    private double[] relevance(ScoredItems candidates, IntToDoubleFunction popularity) {
        double[] scores = new double[candidates.size()];
        double[] counts = new double[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = candidates.score(i);
            counts[i] = Math.log1p(popularity.applyAsDouble(candidates.item(i)));
        }
        toUnit(scores);
        toUnit(counts);
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (1 - settings.popularity()) * scores[i] + settings.popularity() * counts[i];
        }
        return scores;
    }

    private static void toUnit(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = greatest > least ? (values[i] - least) / (greatest - least) : 1;
        }
    }

    private static float[][] units(ScoredItems candidates, VectorIndex vectors) {
        float[][] units = new float[candidates.size()][];
        for (int i = 0; i < units.length; i++) {
            float[] vector = vectors.vector(candidates.item(i)).toArray();
            float square = KERNELS.sumOfSquares(vector, 0, vector.length);
            KERNELS.scale(square > 0 ? (float) (1 / Math.sqrt(square)) : 0, vector, 0, vector.length);
            units[i] = vector;
        }
        return units;
    }
}
