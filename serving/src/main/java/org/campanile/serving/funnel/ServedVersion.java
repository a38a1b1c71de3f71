package org.campanile.serving.funnel;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.serving.index.ItemFilter;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.index.VectorSearch;
import org.campanile.serving.model.ItemCatalogue;
import org.campanile.serving.model.ServedRanking;
import org.campanile.serving.model.ServedRetrieval;
import org.jspecify.annotations.Nullable;

/**
 * Everything that answers a request, of one version: the retrieval model, the index of its item vectors, the ranking model
 * where there is one, and which items can be found.
 *
 * <p>Safe for use by several threads. Owns its parts until closed.
 */
public final class ServedVersion implements AutoCloseable {
    private final String id;
    private final ServedRetrieval retrieval;
    private final VectorIndex index;
    private final @Nullable ServedRanking ranking;
    private final ItemCollection collection;
    private final RuleFilter filter;
    private final QueryBatcher batcher;

    /**
     * Takes over the parts; where it refuses them it closes them.
     *
     * @param ranking null: candidates keep the order of retrieval
     * @throws CampanileException when the parts are not of one version, with those that disagree, or the ranking model can
     *     score none of the items
     */
    public ServedVersion(
            ServedRetrieval retrieval,
            VectorIndex index,
            @Nullable ServedRanking ranking,
            BatchSettings batches,
            FunnelListener listener) {
        this.retrieval = retrieval;
        this.index = index;
        this.ranking = ranking;
        this.id = ranking == null ? retrieval.version() : retrieval.version() + "+" + ranking.version();
        try {
            requireOneVersion();
            requireKnownItems();
        } catch (CampanileException e) {
            closeParts();
            throw e;
        }
        this.collection = new ItemCollection(retrieval.items());
        this.filter = new RuleFilter(retrieval.items(), new ItemAttributes(retrieval.entities()));
        this.batcher = new QueryBatcher(index, batches, listener::batchSearched);
    }

    private void requireOneVersion() {
        if (!index.version().equals(retrieval.version())) {
            throw new CampanileException(
                    "The index is of version " + index.version() + ", but the retrieval model is of version "
                            + retrieval.version() + ": write the index anew from this model's bundle.");
        }
        int rows = retrieval.items().size();
        if (index.size() != rows) {
            throw new CampanileException("The index of version " + index.version() + " has " + index.size()
                    + " vectors, but the retrieval model " + rows
                    + " items, the unknown one included: write the index anew from this model's bundle.");
        }
    }

    /* Scores of unknown items are all the same: they would order nothing. Items that one of the models has not seen are usual. */
    private void requireKnownItems() {
        if (ranking == null) {
            return;
        }
        ItemCatalogue found = retrieval.items();
        ItemCatalogue scored = ranking.items();
        if (IntStream.range(1, found.size()).noneMatch(item -> scored.index(found.id(item)) > 0)) {
            throw new CampanileException("The ranking model of version " + ranking.version() + " knows none of the "
                    + (found.size() - 1) + " items of the retrieval model of version " + retrieval.version()
                    + ": train both on the same items.");
        }
    }

    /** The model's version, with a ranking model {@code RETRIEVAL+RANKING}. */
    public String id() {
        return id;
    }

    /** Number of items that the version knows, the unknown one not counted. */
    public int size() {
        return retrieval.items().size() - 1;
    }

    /** Length of the vectors. */
    public int dim() {
        return index.dim();
    }

    /** The items that can be found. */
    public ItemCollection collection() {
        return collection;
    }

    /** Queries that wait to be searched. */
    public int waiting() {
        return batcher.waiting();
    }

    ServedRetrieval retrieval() {
        return retrieval;
    }

    @Nullable
    ServedRanking ranking() {
        return ranking;
    }

    ItemCatalogue items() {
        return retrieval.items();
    }

    VectorIndex index() {
        return index;
    }

    RuleFilter rules() {
        return filter;
    }

    /** The best of the items that are left, for each query. */
    List<ScoredItems> search(List<VectorSearch> searches, Deadline deadline) {
        return batcher.search(searches, deadline);
    }

    /** A search for the best of the items that are left. */
    VectorSearch query(QueryVectors vectors, int k, BitSet left) {
        // Without a filter an index need not look at single items.
        return new VectorSearch(vectors, k, left.cardinality() == size() ? ItemFilter.ALL : left::get);
    }

    @Override
    public void close() {
        batcher.close();
        closeParts();
    }

    private void closeParts() {
        index.close();
        retrieval.close();
        if (ranking != null) {
            ranking.close();
        }
    }
}
