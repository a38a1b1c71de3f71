package org.campanile.spark.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.campanile.core.evaluation.VectorSpread;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;

/**
 * What a task sees of the model that it has loaded.
 *
 * @param version the one version of users' and items' vectors
 * @param items   how the vectors of some thousand items are spread
 */
record ModelInspection(String version, VectorSpread items) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int MOST_ITEMS = 4096;

    /** Beyond this mean cosine vectors are nearly one. */
    private static final double COLLAPSED_COSINE = 0.95;

    private static final double COLLAPSED_DIMENSIONS = 1.5;

    /** Looks at items that are evenly spaced among the known ones, from 1 to {@code items - 1}. */
    static ModelInspection of(String version, RetrievalModel model, int items) {
        int count = Math.max(1, Math.min(MOST_ITEMS, items - 1));
        int[] indices = IntStream.range(0, count)
                .map(i -> Math.min(items - 1, (int) (1 + (long) i * (items - 1) / count)))
                .toArray();
        try (FloatMatrix vectors = new FloatMatrix(count, model.vectorSize())) {
            model.itemVectors(indices, 0, count, vectors);
            return new ModelInspection(version, VectorSpread.of(vectors));
        }
    }

    /** Sentences about what is wrong with the vectors; none when all is well. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (items.meanCosine() > COLLAPSED_COSINE) {
            findings.add(String.format(
                    Locale.ROOT,
                    "The items' vectors have collapsed: the mean cosine of two of them is %.3f.",
                    items.meanCosine()));
        } else if (items.effectiveDimensions() < COLLAPSED_DIMENSIONS) {
            findings.add(String.format(
                    Locale.ROOT,
                    "The items' vectors have nearly collapsed to a line: they use %.2f dimensions.",
                    items.effectiveDimensions()));
        }
        if (items.zeros() > 0) {
            findings.add(String.format(Locale.ROOT, "%,d of the items' vectors looked at are 0.", items.zeros()));
        }
        return findings;
    }
}
