package org.campanile.core.evaluation;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.metric.GroupExposure;
import org.campanile.core.metric.ItemExposure;
import org.campanile.core.metric.MeasuredUsers;
import org.campanile.core.metric.PopularityOpportunity;
import org.campanile.core.metric.RankingMetrics;

/**
 * All that is measured of one scorer, a model or a baseline: how well users' relevant items are found, and how the
 * recommendations spread over items. The latter looks at the shortest list, the one that users see.
 *
 * <p>Takes some tens of bytes per item, whatever the number of users. Accumulators of disjoint sets of users are merged into
 * one. Mutable; used by one thread at a time.
 */
public final class ScorerMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private final MeasuredUsers users;
    private final RankingMetrics sampled;
    private final ItemExposure exposure;
    private final GroupExposure groups;
    private final PopularityOpportunity opportunity;
    private final int depth;

    /**
     * @param topK       lengths of the list
     * @param replicates resamples for confidence intervals
     * @param seed       of the resamples
     * @param items      number of items, the unknown one included
     */
    public ScorerMetrics(List<Integer> topK, int replicates, long seed, int items) {
        this.users = new MeasuredUsers(topK, replicates, seed);
        this.sampled = new RankingMetrics(topK);
        this.exposure = new ItemExposure(items, Collections.min(topK));
        this.depth = Collections.max(topK);
        this.groups = new GroupExposure(PopularityGroups.COUNT);
        this.opportunity = new PopularityOpportunity(items, depth);
    }

    /** Adds a user. */
    public void add(UserRanking ranking, Catalogue catalogue) {
        RankingQuery query = ranking.query();
        users.add(query.user(), ranking.ranks());
        sampled.add(ranking.sampledRanks());
        exposure.add(ranking.items());
        opportunity.add(query.relevant(), ranking.ranks(), catalogue.popularity());
        addGroups(ranking, catalogue.groups());
    }

    private void addGroups(UserRanking ranking, PopularityGroups popularity) {
        for (int group = 0; group < PopularityGroups.COUNT; group++) {
            groups.addCandidates(group, popularity.size(group));
        }
        for (int item : ranking.query().excluded()) {
            if (popularity.contains(item)) {
                groups.addCandidates(popularity.of(item), -1);
            }
        }
        int[] list = ranking.items();
        for (int place = 0; place < Math.min(exposure.k(), list.length); place++) {
            groups.addRecommended(popularity.of(list[place]));
        }
        int[] relevant = ranking.query().relevant();
        for (int i = 0; i < relevant.length; i++) {
            if (ranking.ranks()[i] < exposure.k()) {
                groups.addFound(popularity.of(relevant[i]));
            } else {
                groups.addMissed(popularity.of(relevant[i]));
            }
        }
    }

    /** Adds the users of another accumulator of the same settings. */
    public void merge(ScorerMetrics other) {
        users.merge(other.users);
        sampled.merge(other.sampled);
        exposure.merge(other.exposure);
        groups.merge(other.groups);
        opportunity.merge(other.opportunity);
    }

    /** How well relevant items are found, among all candidates. */
    public MeasuredUsers users() {
        return users;
    }

    /** The metrics of finding relevant items, and of the spread over items, by name in a fixed order. */
    public Map<String, Double> values(Catalogue catalogue) {
        Map<String, Double> values = new LinkedHashMap<>(users.values());
        values.putAll(spread(catalogue).values());
        putKnown(values, "rsp_at_" + exposure.k(), groups.statisticalParity());
        putKnown(values, "reo_at_" + exposure.k(), groups.equalOpportunity());
        putKnown(values, "pru_at_" + depth, opportunity.ofUsers());
        putKnown(values, "pri_at_" + depth, opportunity.ofItems(catalogue.popularity()));
        return values;
    }

    private static void putKnown(Map<String, Double> values, String name, double value) {
        if (!Double.isNaN(value)) {
            values.put(name, value);
        }
    }

    /** The metrics among the sampled negatives, with {@code sampled_} before their names. */
    public Map<String, Double> sampledValues() {
        Map<String, Double> values = new LinkedHashMap<>();
        sampled.values().forEach((name, value) -> values.put("sampled_" + name, value));
        return values;
    }

    /** How the recommendations spread over the catalogue. */
    public CatalogueMetrics spread(Catalogue catalogue) {
        return new CatalogueMetrics(exposure, catalogue);
    }

    /** How the deciles of popularity fare. */
    public GroupExposure groups() {
        return groups;
    }
}
