package org.campanile.serving.index;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.MappedBlocks;

/**
 * Whether an index finds enough of the exact best items, and what would help one that does not. Belongs to one thread.
 *
 * @param folder  of the index
 * @param items   its vectors
 * @param queries at least one
 * @param best    the exact best items of each query
 * @param at      number of best items
 */
record RecallCheck(Path folder, MappedBlocks items, List<QueryVectors> queries, List<ScoredItems> best, int at) {
    /** What a search of this width costs is no longer far from scoring every item. */
    private static final int WIDEST = 3200;

    /** Searches for the exact best items, once for all settings that are measured. */
    static RecallCheck of(Path folder, MappedBlocks items, List<QueryVectors> queries, int at) {
        ExactSearch exact = new ExactSearch(items.blocks());
        try {
            List<ScoredItems> best = queries.stream()
                    .map(query ->
                            exact.search(List.of(new VectorSearch(query, at))).get(0))
                    .toList();
            return new RecallCheck(folder, items, queries, best, at);
        } finally {
            exact.close();
        }
    }

    /** The same of an index whose folder has another name now. */
    RecallCheck renamed(Path other) {
        return new RecallCheck(other, items, queries, best, at);
    }

    /** The same index with the recall that it has by its settings. */
    IndexManifest measure(IndexManifest manifest) {
        try (VectorIndex index = manifest.settings().kind().open(manifest, folder, items)) {
            return manifest.with(MeasuredRecall.of(index, queries, best, at));
        }
    }

    static boolean passes(IndexManifest measured) {
        return measured.recall().recall() >= measured.settings().minRecall();
    }

    /** Says how much an index finds that did not pass, and looks for a width of searches by which it would. */
    CampanileException refusal(IndexManifest measured) {
        String advice = measured.settings().kind() == IndexKind.HNSW
                ? graphAdvice(measured)
                : "choose an exact index, or allow less by --min-recall.";
        return new CampanileException(String.format(
                Locale.ROOT,
                "The index (%s) finds %.4f of the best %d items of %d queries, but at least %s is wanted: %s",
                measured.settings().kind(),
                measured.recall().recall(),
                measured.recall().at(),
                measured.recall().queries(),
                measured.settings().minRecall(),
                advice));
    }

    private String graphAdvice(IndexManifest measured) {
        return enoughWidth(measured)
                .map(wider -> String.format(
                        Locale.ROOT,
                        "by --search-width %d it finds %.4f; or allow less by --min-recall.",
                        wider.settings().hnsw().searchWidth(),
                        wider.recall().recall()))
                .orElse("choose a larger --build-width or --max-connections, since no --search-width up to " + WIDEST
                        + " is enough, or an exact index, or allow less by --min-recall.");
    }

    /** The same index by the first width, each twice the one before, that passes. */
    private Optional<IndexManifest> enoughWidth(IndexManifest measured) {
        HnswSettings narrow = measured.settings().hnsw();
        for (int width = 2 * narrow.searchWidth(); width <= WIDEST; width *= 2) {
            IndexManifest wider = measure(measured.with(measured.settings().with(narrow.withSearchWidth(width))));
            if (passes(wider)) {
                return Optional.of(wider);
            }
        }
        return Optional.empty();
    }
}
