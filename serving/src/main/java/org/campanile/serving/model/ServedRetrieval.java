package org.campanile.serving.model;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.RawUsers;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.core.storage.FileStore;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.VectorIndex;

/** A retrieval model that answers requests: it makes vectors of users, to search an index with. */
public final class ServedRetrieval extends ServedModel {
    private final RawUsers users;
    private final ItemCatalogue items;

    private ServedRetrieval(ModelPool models) {
        super(models);
        this.users = RawUsers.read(entities());
        this.items = ItemCatalogue.of(users.items(), entities());
    }

    /**
     * Opens a bundle.
     *
     * @param copies models that compute at once, at least 1; they share the embedding tables
     * @throws CampanileException when the bundle is absent, damaged, of a ranking model, or does not fit this version's
     *     model
     */
    public static ServedRetrieval open(FileStore bundle, int copies) {
        return open(
                bundle,
                copies,
                RetrievalModel.class,
                ", which scores given samples: only retrieval models make vectors of users.",
                ServedRetrieval::new);
    }

    @Override
    public ItemCatalogue items() {
        return items;
    }

    /** Length of the vectors. */
    public int dim() {
        return model(models().any()).vectorSize();
    }

    /** Whether vectors of users depend on their histories; if not, requests need none. */
    public boolean readsHistories() {
        return model(models().any()).readsHistories();
    }

    @Override
    public boolean knows(UserRequest request) {
        return request.user().map(users.users()::index).orElse(0) > 0
                || users.hasFeatures(request.features())
                || (readsHistories() && request.history().stream().anyMatch(item -> items.index(item) > 0));
    }

    /**
     * The vectors of a user, one for each interest, see {@link RawUsers#addTo}.
     *
     * @throws CampanileException when a raw value cannot be read as what it should be
     */
    public QueryVectors userVectors(UserRequest request) {
        return userVectors(List.of(request)).get(0);
    }

    /** The vectors of several users, in order; cheaper than one by one. */
    public List<QueryVectors> userVectors(List<UserRequest> requests) {
        UserQueries queries = new UserQueries();
        for (UserRequest request : requests) {
            users.addTo(queries, request.user().orElse(null), request.history(), request.features());
        }
        return models().use(bundle -> vectors(model(bundle), queries));
    }

    private static List<QueryVectors> vectors(RetrievalModel model, UserQueries queries) {
        int numbers = model.interests() * model.vectorSize();
        List<QueryVectors> vectors = new ArrayList<>(queries.size());
        try (FloatMatrix rows = new FloatMatrix(queries.size() * model.interests(), model.vectorSize())) {
            model.userVectors(queries, rows);
            for (int user = 0; user < queries.size(); user++) {
                float[] own = new float[numbers];
                rows.buffer().get(user * numbers, own);
                vectors.add(new QueryVectors(own, model.vectorSize()));
            }
        }
        return vectors;
    }

    /**
     * Vectors such as users will ask with, of users and items of the training data: to measure an index on.
     *
     * @param vectors {@link #itemVectors}
     * @param count   number of queries, at least 1
     * @param seed    of the draw
     */
    public List<QueryVectors> sampleQueries(ItemVectors vectors, int count, long seed) {
        Check.positive(count, "count");
        try (VectorIndex index = VectorIndex.inMemory(version(), vectors)) {
            RequestSample sample = new RequestSample(users.users(), items, index, seed);
            return userVectors(readsHistories() ? sample.withHistories(count) : sample.ofUsers(count));
        }
    }

    /** The vectors of all items, the unknown one included; the caller closes them. */
    public ItemVectors itemVectors() {
        return models().use(bundle -> ItemVectors.of(model(bundle), items.size()));
    }

    private static RetrievalModel model(LoadedBundle bundle) {
        return (RetrievalModel) bundle.model();
    }
}
