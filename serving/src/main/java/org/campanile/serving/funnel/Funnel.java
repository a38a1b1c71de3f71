package org.campanile.serving.funnel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.LightReranker.Candidate;
import org.campanile.serving.funnel.Recommendations.Recommendation;
import org.campanile.serving.funnel.Recommendations.Source;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorSearch;
import org.campanile.serving.model.ItemCatalogue;
import org.campanile.serving.model.ServedRanking;
import org.campanile.serving.model.UserRequest;

/**
 * Retrieves, filters, re-ranks and ranks. Seen items and rules are part of the search, so that a list is as long as was asked
 * for where enough items are left.
 *
 * <p>Stateless, and safe for use by several threads: each call works on the version given, from its first stage to its last.
 */
public final class Funnel {
    private final FunnelSettings settings;
    private final ItemRules rules;
    private final FunnelListener listener;
    private final LightReranker reranker;

    /**
     * @param rules hold for every request, beside its own
     */
    public Funnel(FunnelSettings settings, ItemRules rules, FunnelListener listener) {
        this.settings = settings;
        this.rules = rules;
        this.listener = listener;
        this.reranker = new LightReranker(settings);
    }

    /**
     * Checks that the rules of the service can be followed with a version.
     *
     * @throws CampanileException when they ask for a feature that its items do not have
     */
    public void requireRules(ServedVersion version) {
        left(version, ItemRules.NONE);
    }

    /**
     * Retrieval alone, for several users who are searched for together; results in their order.
     *
     * @throws CampanileException when a request does not fit the version
     * @throws OverloadException when there is no room or no time
     */
    public List<Recommendations> recall(ServedVersion version, List<FunnelRequest> requests, Deadline deadline) {
        deadline.check(Stage.USER_VECTORS);
        BitSet known = new BitSet(requests.size());
        IntStream.range(0, requests.size())
                .filter(place -> isKnown(version, requests.get(place)))
                .forEach(known::set);
        List<FunnelRequest> searched = known.stream().mapToObj(requests::get).toList();
        List<QueryVectors> vectors = vectors(version, searched);
        List<VectorSearch> searches = new ArrayList<>(searched.size());
        for (int i = 0; i < vectors.size(); i++) {
            FunnelRequest request = searched.get(i);
            searches.add(version.query(vectors.get(i), request.count(), left(version, request)));
        }
        Iterator<ScoredItems> found = retrieve(version, searches, deadline).iterator();
        return IntStream.range(0, requests.size())
                .mapToObj(place -> known.get(place)
                        ? list(version, Source.RETRIEVAL, found.next())
                        : fallBack(version, requests.get(place)))
                .toList();
    }

    private static boolean isKnown(ServedVersion version, FunnelRequest request) {
        return version.retrieval().knows(request.user());
    }

    /**
     * The whole funnel for one user.
     *
     * @throws CampanileException when the request does not fit the version
     * @throws OverloadException when there is no room or no time
     */
    public Recommendations recommend(ServedVersion version, FunnelRequest request, Deadline deadline) {
        deadline.check(Stage.USER_VECTORS);
        if (!isKnown(version, request)) {
            return fallBack(version, request);
        }
        int wide = Math.max(settings.candidates(), request.count());
        QueryVectors vectors = vectors(version, List.of(request)).get(0);
        List<VectorSearch> search = List.of(version.query(vectors, wide, left(version, request)));
        ScoredItems candidates = retrieve(version, search, deadline).get(0);
        deadline.check(Stage.RERANKING);
        ServedRanking ranking = version.ranking();
        int kept = ranking == null ? request.count() : Math.max(settings.ranked(), request.count());
        List<Candidate> best = timed(Stage.RERANKING, () -> reranker.best(candidates, kept, version));
        if (ranking == null) {
            return list(version, reranker.reorders() ? Source.RERANKING : Source.RETRIEVAL, best);
        }
        deadline.check(Stage.RANKING);
        return timed(Stage.RANKING, () -> ranked(version, ranking, request, best));
    }

    /**
     * The items whose vectors have the largest dot products with an item's vector, that item left out.
     *
     * @param item original id
     * @throws CampanileException when the version has no such item
     * @throws OverloadException when there is no room or no time
     */
    public Recommendations similar(
            ServedVersion version, String item, int count, ItemRules requested, Deadline deadline) {
        int index = version.items().index(item);
        if (index == 0) {
            throw new CampanileException("Item \"" + item + "\" is not among the " + version.size()
                    + " items of the version that is served.");
        }
        BitSet left = left(version, requested);
        left.clear(index);
        VectorSearch search = version.query(version.index().vector(index), count, left);
        return list(
                version,
                Source.RETRIEVAL,
                retrieve(version, List.of(search), deadline).get(0));
    }

    private List<QueryVectors> vectors(ServedVersion version, List<FunnelRequest> requests) {
        List<UserRequest> users = requests.stream().map(FunnelRequest::user).toList();
        return users.isEmpty()
                ? List.of()
                : timed(Stage.USER_VECTORS, () -> version.retrieval().userVectors(users));
    }

    private List<ScoredItems> retrieve(ServedVersion version, List<VectorSearch> searches, Deadline deadline) {
        return searches.isEmpty() ? List.of() : timed(Stage.RETRIEVAL, () -> version.search(searches, deadline));
    }

    private Recommendations ranked(
            ServedVersion version, ServedRanking ranking, FunnelRequest request, List<Candidate> candidates) {
        List<String> ids = candidates.stream()
                .map(candidate -> version.items().id(candidate.item()))
                .toList();
        float[] scores = ranking.score(request.user(), ids);
        List<Recommendation> items = new ArrayList<>(ids.size());
        for (int i = 0; i < scores.length; i++) {
            items.add(new Recommendation(ids.get(i), scores[i]));
        }
        // Stable, so that ties keep the order of the stage before.
        items.sort((a, b) -> Float.compare(b.score(), a.score()));
        return new Recommendations(Source.RANKING, items.subList(0, Math.min(request.count(), items.size())));
    }

    private Recommendations fallBack(ServedVersion version, FunnelRequest request) {
        listener.fellBack();
        return popular(version, request);
    }

    /**
     * The items that training saw most often, whatever is known of the user; those in the history are left out as well.
     *
     * @throws CampanileException when the request does not fit the version
     */
    public Recommendations popular(ServedVersion version, FunnelRequest request) {
        ItemCatalogue catalogue = version.items();
        return timed(Stage.POPULARITY, () -> {
            BitSet left = left(version, request);
            return new Recommendations(
                    Source.POPULARITY,
                    catalogue
                            .byPopularity()
                            .filter(left::get)
                            .limit(request.count())
                            .mapToObj(item -> new Recommendation(catalogue.id(item), catalogue.count(item)))
                            .toList());
        });
    }

    /* What the user may get: what can be found, without what was seen and what rules forbid. */
    private BitSet left(ServedVersion version, FunnelRequest request) {
        BitSet left = left(version, request.rules());
        version.rules().remove(request.user().history(), left);
        version.rules().remove(request.seen(), left);
        return left;
    }

    private BitSet left(ServedVersion version, ItemRules requested) {
        BitSet left = (BitSet) version.collection().snapshot().clone();
        version.rules().apply(rules, left);
        version.rules().apply(requested, left);
        return left;
    }

    private static Recommendations list(ServedVersion version, Source source, ScoredItems found) {
        List<Candidate> items = new ArrayList<>(found.size());
        for (int place = 0; place < found.size(); place++) {
            items.add(new Candidate(found.item(place), found.score(place)));
        }
        return list(version, source, items);
    }

    private static Recommendations list(ServedVersion version, Source source, List<Candidate> items) {
        return new Recommendations(
                source,
                items.stream()
                        .map(found -> new Recommendation(version.items().id(found.item()), found.score()))
                        .toList());
    }

    private <T> T timed(Stage stage, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            listener.stageEnded(stage, System.nanoTime() - start);
        }
    }
}
