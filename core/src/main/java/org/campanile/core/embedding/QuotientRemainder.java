package org.campanile.core.embedding;

import org.campanile.core.Check;

/**
 * A compositional embedding (Shi, Mudigere, Naumov, Yang: Compositional Embeddings Using Complementary Partitions for
 * Memory-Efficient Recommendation Systems, KDD 2020): of n ids, id i has the vector that
 *
 * <pre>
 * W1 [ceil(n / m), d1]  row i / m        the quotient
 * W2 [m, d2]            row i mod m      the remainder
 * </pre>
 *
 * make together, by one of the paper's operations. No two ids have the same pair of rows, and with m near the root of n
 * there are about 2 sqrt(n) rows in place of n.
 *
 * @param quotients  W1, with the mapping {@link RowMapping.Quotient}
 * @param remainders W2, with the mapping {@link RowMapping.Remainder}
 */
public record QuotientRemainder(EmbeddingTable quotients, EmbeddingTable remainders, Composition composition)
        implements IdEmbedding {
    public QuotientRemainder {
        Check.that(
                composition == Composition.CONCAT || quotients.dim() == remainders.dim(),
                "rows of %s and %s have %d and %d numbers, but %s needs as many of both",
                quotients.name(),
                remainders.name(),
                quotients.dim(),
                remainders.dim(),
                composition);
    }

    @Override
    public int dim() {
        return composition == Composition.CONCAT ? quotients.dim() + remainders.dim() : quotients.dim();
    }
}
