package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;

/**
 * Ranks all items for each user, exactly: no sampled candidates (Krichene and Rendle, 2020, show why).
 *
 * <p>Works on some hundreds of users at a time, whose scores pass through a single tile {@code [users, block]}; of each
 * user only the best items stay, so that memory depends neither on the number of users nor on users times items. One pass
 * gives both lists and ranks, from the same scores.
 *
 * <p>Holds native memory until closed, the scorer not included; used by one thread at a time.
 */
public final class FullRanking implements AutoCloseable {
    private static final int[] NO_NEGATIVES = {};

    private final ItemScorer scorer;
    private final int items;
    private final RankingSettings settings;
    private final ScoreTile tile;
    private final List<CandidatePass> candidates = new ArrayList<>();

    /**
     * Ranks all items of a scorer.
     *
     * @param depth length of the lists; ranks are exact where they are below it
     */
    public FullRanking(ItemScorer scorer, int depth) {
        this(scorer, new RankingSettings(depth, Candidates.all(scorer.blocks().items()), NegativeSample.none()));
    }

    /** Ranks the candidates among the items of a scorer. */
    public FullRanking(ItemScorer scorer, RankingSettings settings) {
        this.scorer = scorer;
        this.items = scorer.blocks().items();
        this.settings = settings;
        Check.that(
                settings.candidates().items() == items,
                "there are candidates of %d items, but the scorer has %d",
                settings.candidates().items(),
                items);
        int most = Math.min(settings.depth(), items);
        for (int user = 0; user < ScoreTile.USERS; user++) {
            candidates.add(new CandidatePass(most, settings.candidates().left()));
        }
        this.tile = new ScoreTile(scorer.blocks());
    }

    /**
     * Ranks the candidates for each user, in the order of the queries. Of their relevant items only candidates are looked
     * for.
     *
     * @throws CampanileException when a score is not finite
     * @throws IllegalArgumentException when a relevant or seen item is not among the scorer's items
     */
    public void rank(Iterator<RankingQuery> queries, Consumer<UserRanking> results) {
        List<UserPass> passes = new ArrayList<>();
        List<RankingQuery> users = new ArrayList<>();
        while (queries.hasNext()) {
            passes.clear();
            users.clear();
            while (queries.hasNext() && passes.size() < ScoreTile.USERS) {
                RankingQuery query = checked(queries.next());
                users.add(query);
                passes.add(new UserPass(query, candidates.get(passes.size()), negatives(query)));
            }
            scorer.select(users);
            tile.scan(passes, scorer::score);
            passes.forEach(pass -> results.accept(pass.finish()));
        }
    }

    private RankingQuery checked(RankingQuery query) {
        Check.that(
                query.largestItem() < items,
                "item %d of user %d is not among the %d items",
                query.largestItem(),
                query.user(),
                items);
        return query.within(settings.candidates());
    }

    private int[] negatives(RankingQuery query) {
        return settings.sample().isWanted() ? settings.sample().of(query, settings.candidates()) : NO_NEGATIVES;
    }

    @Override
    public void close() {
        tile.close();
    }
}
