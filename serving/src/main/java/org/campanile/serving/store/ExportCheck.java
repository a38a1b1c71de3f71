package org.campanile.serving.store;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.math.CounterRandom;

/**
 * Compares a version in a store with the vectors it should have: their number, a sample read back bit by bit, and for items
 * searches with the sampled vectors against exact search.
 */
final class ExportCheck {
    /** Neighbours of each search. */
    static final int K = 50;

    private static final int SAMPLE = 100;

    private final VectorSource source;
    private final String location;
    private final ExportSettings settings;

    ExportCheck(VectorSource source, String location, ExportSettings settings) {
        this.source = source;
        this.location = location;
        this.settings = settings;
    }

    /**
     * @return the share of exact neighbours that the store found; NaN for users' vectors
     * @throws CampanileException when something is missing or wrong, or too few neighbours were found
     */
    double run(StoredVersion stored) {
        VectorSet set = source.set();
        if (stored.count() != set.rows()) {
            throw failure("holds " + stored.count() + " vectors instead of " + set.rows());
        }
        List<VectorBatch> sample = sample();
        checkSample(stored, sample);
        return set.kind() == VectorKind.ITEMS ? checkRecall(stored, sample) : Double.NaN;
    }

    /** Single vectors, drawn with replacement. */
    private List<VectorBatch> sample() {
        int rows = source.set().rows();
        return IntStream.range(0, Math.min(SAMPLE, rows))
                .map(draw -> CounterRandom.below(CounterRandom.hash(settings.seed(), draw), rows))
                .mapToObj(place -> source.read(place, 1))
                .toList();
    }

    private void checkSample(StoredVersion stored, List<VectorBatch> sample) {
        List<float[]> found =
                stored.fetch(sample.stream().map(batch -> batch.id(0)).toList());
        for (int i = 0; i < found.size(); i++) {
            if (!Arrays.equals(found.get(i), sample.get(i).numbers())) {
                throw failure("has another vector of " + sample.get(i).id(0) + " than the model");
            }
        }
    }

    private double checkRecall(StoredVersion stored, List<VectorBatch> sample) {
        List<float[]> queries = sample.stream().map(VectorBatch::numbers).toList();
        List<List<String>> exact = exact(queries);
        List<List<String>> found = stored.search(queries, K);
        double recall = recall(exact, found);
        if (recall < settings.minRecall()) {
            throw failure("finds %.4f of the %d nearest neighbours, less than --min-recall %s"
                    .formatted(recall, K, settings.minRecall()));
        }
        return recall;
    }

    private static double recall(List<List<String>> exact, List<List<String>> found) {
        long wanted = 0;
        long hits = 0;
        for (int query = 0; query < exact.size(); query++) {
            Set<String> neighbours = new HashSet<>(exact.get(query));
            wanted += neighbours.size();
            neighbours.retainAll(found.get(query));
            hits += neighbours.size();
        }
        return (double) hits / wanted;
    }

    private List<List<String>> exact(List<float[]> queries) {
        VectorSet set = source.set();
        try (VectorScan search = new VectorScan(set.rows(), set.dim())) {
            for (int first = 0; first < set.rows(); first += settings.batchSize()) {
                search.add(source.read(first, Math.min(settings.batchSize(), set.rows() - first)));
            }
            return search.search(queries, K);
        }
    }

    private CampanileException failure(String what) {
        return new CampanileException("Version " + source.set().version() + " in " + location + " " + what
                + ": readers go on seeing the version they had; drop this one and export again.");
    }
}
