package org.campanile.core.loss;

/**
 * Hinge or triplet loss: by how much d falls short of a margin (Huang et al.: Embedding-based Retrieval in Facebook Search,
 * KDD 2020, section 2.2).
 *
 * <pre>
 * loss(d)    = max(0, margin - d)
 * d loss / d = -1 where d is below the margin, else 0
 * </pre>
 *
 * @param margin in units of the score, above 0
 */
public record Hinge(double margin) implements PairLoss {
    @Override
    public double loss(double d) {
        return Math.max(0, margin - d);
    }

    @Override
    public double slope(double d) {
        return d < margin ? -1 : 0;
    }
}
