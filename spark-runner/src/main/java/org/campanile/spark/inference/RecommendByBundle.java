package org.campanile.spark.inference;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.config.CandidatesConfiguration;
import org.campanile.core.evaluation.RankedItems;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.spark.SharedResources;
import org.campanile.spark.Tasks;
import org.campanile.spark.bundle.TaskBundle;
import org.jspecify.annotations.Nullable;

/**
 * One task: recommends to the users of a partition by a retrieval model.
 *
 * @param bundle     location of the model's bundle
 * @param candidates which items may be recommended
 * @param k          length of the lists
 */
record RecommendByBundle(String bundle, CandidatesConfiguration candidates, int k)
        implements MapPartitionsFunction<BundleUser, BundleRecommendations> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<BundleRecommendations> call(Iterator<BundleUser> users) {
        if (!users.hasNext()) {
            return Collections.emptyIterator();
        }
        TaskBundle opened = TaskBundle.open(bundle);
        Tasks.atEnd(opened::close);
        LoadedBundle loaded = opened.bundle();
        RetrievalModel model = retrievalModel(loaded);
        String version = bundle + " " + loaded.manifest().version() + " " + candidates;
        SharedResources.Lease<BundleItems> lease =
                ExecutorItems.BUNDLES.borrow(version, () -> BundleItems.of(loaded, model, candidates));
        Tasks.atEnd(lease.release());
        return search(users, new Translation(model, lease.value()));
    }

    private Iterator<BundleRecommendations> search(Iterator<BundleUser> users, Translation translation) {
        BundleItems items = translation.items();
        Iterator<BundleUser> known = StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(users, Spliterator.ORDERED), false)
                .filter(user -> items.userIndex(user.getUser()) > 0)
                .iterator();
        BatchedSearch<BundleUser, BundleRecommendations> search =
                new BatchedSearch<>(known, translation, items.vectors(), items.candidates(), k);
        Tasks.atEnd(search::close);
        return search;
    }

    private RetrievalModel retrievalModel(LoadedBundle loaded) {
        if (loaded.model() instanceof RetrievalModel model) {
            return model;
        }
        throw new CampanileException(
                "The model in " + bundle + " is a " + loaded.manifest().modelType()
                        + ", which scores given samples: only retrieval models recommend items.");
    }

    private record Translation(RetrievalModel model, BundleItems items)
            implements BatchedSearch.Translation<BundleUser, BundleRecommendations> {
        private static final int UNKNOWN_ITEM = 0;

        @Override
        public int interests() {
            return model.interests();
        }

        @Override
        public void vectors(List<BundleUser> users, FloatMatrix vectors) {
            UserQueries queries = new UserQueries();
            users.forEach(user -> queries.add(
                    items.userIndex(user.getUser()),
                    known(user.getHistory(), user.getHistoryIndices()).toArray()));
            model.userVectors(queries, vectors);
        }

        @Override
        public int[] excluded(BundleUser user) {
            return IntStream.concat(IntStream.of(UNKNOWN_ITEM), known(user.getSeen(), user.getSeenIndices()))
                    .toArray();
        }

        private IntStream known(String @Nullable [] keys, int @Nullable [] indices) {
            return IntStream.concat(
                    keys == null ? IntStream.empty() : items.itemIndices(keys),
                    indices == null ? IntStream.empty() : IntStream.of(indices));
        }

        @Override
        public BundleRecommendations recommendations(BundleUser user, RankedItems best) {
            BundleRecommendations recommendations = new BundleRecommendations();
            recommendations.setUser(user.getUser());
            recommendations.setItems(items.keys(best.items()));
            recommendations.setScores(best.scores());
            return recommendations;
        }
    }
}
