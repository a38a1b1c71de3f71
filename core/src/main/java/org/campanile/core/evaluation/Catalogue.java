package org.campanile.core.evaluation;

/**
 * What is known of the items that are ranked.
 *
 * @param popularity training interactions of each item, by index; not to be changed
 * @param candidates items that may be recommended
 * @param groups     the candidates' deciles of popularity
 */
@SuppressWarnings("ArrayRecordComponent")
public record Catalogue(long[] popularity, Candidates candidates, PopularityGroups groups) {
    /** With the deciles of the candidates. */
    public Catalogue(long[] popularity, Candidates candidates) {
        this(popularity, candidates, new PopularityGroups(popularity, candidates));
    }
}
