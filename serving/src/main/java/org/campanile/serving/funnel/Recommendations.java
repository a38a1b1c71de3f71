package org.campanile.serving.funnel;

import java.util.List;

/**
 * What a user is recommended, best first. Shorter than asked for where seen items and rules leave fewer.
 *
 * @param source what the order is of
 */
public record Recommendations(Source source, List<Recommendation> items) {
    public Recommendations {
        items = List.copyOf(items);
    }

    /** What gave the items their order and scores. */
    public enum Source {
        /** The dot product of the user's and the item's vector, the largest where a user has several. */
        RETRIEVAL,
        /** The light re-ranking, a number from 0 to 1. */
        RERANKING,
        /** The ranking model. */
        RANKING,
        /** The number of training interactions of the item: nothing is known of the user, or an experiment holds them out. */
        POPULARITY
    }

    /**
     * One recommended item.
     *
     * @param item  original id
     * @param score what the source gave
     */
    public record Recommendation(String item, float score) {}
}
