package org.campanile.spark.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.campanile.core.evaluation.VectorSpread;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.jspecify.annotations.Nullable;

/**
 * What a task sees of the model that it has loaded.
 *
 * @param version        the one version of users' and items' vectors
 * @param readsHistories whether users' vectors depend on what they took before
 * @param scoreLimit     the greatest absolute score that the model allows; infinite when nothing limits scores
 * @param items          how the vectors of some thousand items are spread
 * @param users          how those of some hundred users are; null before any was there
 */
record ModelInspection(
        String version,
        boolean readsHistories,
        double scoreLimit,
        VectorSpread items,
        @Nullable VectorSpread users) implements Serializable {
    private static final long serialVersionUID = 3L;
    private static final int MOST_ITEMS = 4096;

    /** The vectors of fewer users say nothing. */
    static final int LEAST_USERS = 30;

    /** Beyond this mean cosine vectors are nearly one. */
    private static final double COLLAPSED_COSINE = 0.95;

    private static final double COLLAPSED_DIMENSIONS = 1.5;

    /** Lengths in single precision are off by less than this part. */
    private static final double ROUNDING = 1e-4;

    /** Looks at items that are evenly spaced among the known ones, from 1 to {@code items - 1}. */
    static ModelInspection of(String version, RetrievalModel model, int items) {
        int count = Math.max(1, Math.min(MOST_ITEMS, items - 1));
        int[] indices = IntStream.range(0, count)
                .map(i -> Math.min(items - 1, (int) (1 + (long) i * (items - 1) / count)))
                .toArray();
        try (FloatMatrix vectors = new FloatMatrix(count, model.vectorSize())) {
            model.itemVectors(indices, 0, count, vectors);
            return new ModelInspection(
                    version, model.readsHistories(), model.scoreLimit(), VectorSpread.of(vectors), null);
        }
    }

    /** The same after a look at some users. */
    ModelInspection with(VectorSpread spreadOfUsers) {
        return new ModelInspection(version, readsHistories, scoreLimit, items, spreadOfUsers);
    }

    /** Sentences about what is wrong with the vectors; none when all is well. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        addCollapse(findings, "items'", items);
        addZeros(findings, "items'", items);
        if (users != null) {
            addCollapse(findings, "users'", users);
            addScores(findings, items.longest() * users.longest());
        }
        if (users != null && !readsHistories) {
            addZeros(findings, "users'", users);
        }
        return findings;
    }

    private static void addCollapse(List<String> findings, String whose, VectorSpread spread) {
        if (spread.meanCosine() > COLLAPSED_COSINE) {
            findings.add(String.format(
                    Locale.ROOT,
                    "The %s vectors have collapsed: the mean cosine of two of them is %.3f.",
                    whose,
                    spread.meanCosine()));
        } else if (spread.effectiveDimensions() > 0 && spread.effectiveDimensions() < COLLAPSED_DIMENSIONS) {
            findings.add(String.format(
                    Locale.ROOT,
                    "The %s vectors have nearly collapsed to a line: they use %.2f dimensions.",
                    whose,
                    spread.effectiveDimensions()));
        }
    }

    /** A score is at most the product of the two vectors' lengths (Cauchy and Schwarz). */
    private void addScores(List<String> findings, double greatest) {
        if (greatest > scoreLimit * (1 + ROUNDING)) {
            findings.add(String.format(
                    Locale.ROOT,
                    "The vectors allow scores up to %.4g, but similarity and temperature none beyond %.4g.",
                    greatest,
                    scoreLimit));
        }
    }

    private static void addZeros(List<String> findings, String whose, VectorSpread spread) {
        if (spread.zeros() > 0) {
            findings.add(String.format(Locale.ROOT, "%,d of the %s vectors looked at are 0.", spread.zeros(), whose));
        }
    }
}
