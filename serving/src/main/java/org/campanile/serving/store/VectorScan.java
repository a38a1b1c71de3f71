package org.campanile.serving.store;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.evaluation.RankedItems;
import org.campanile.core.evaluation.TopItemSearch;
import org.campanile.core.math.FloatMatrix;

/** All vectors of a set in native memory; a search scans them all. Holds it until closed; for one thread. */
final class VectorScan implements AutoCloseable {
    private final ItemVectors vectors;
    private final String[] ids;

    VectorScan(int rows, int dim) {
        this.vectors = new ItemVectors(rows, dim);
        this.ids = new String[rows];
    }

    void add(VectorBatch batch) {
        System.arraycopy(batch.ids(), 0, ids, batch.first(), batch.size());
        for (int row = 0; row < batch.size(); row++) {
            vectors.set(batch.first() + row, batch.vector(row));
        }
    }

    /** The ids of the {@code k} vectors with the largest dot products with each query, best first. */
    List<List<String>> search(List<float[]> queries, int k) {
        try (FloatMatrix rows = new FloatMatrix(queries.size(), vectors.length());
                TopItemSearch search = new TopItemSearch(vectors, k)) {
            for (int query = 0; query < queries.size(); query++) {
                rows.write(query, 0, queries.get(query), 0, vectors.length());
            }
            return search.search(rows, Collections.nCopies(queries.size(), new int[0])).stream()
                    .map(this::ids)
                    .toList();
        }
    }

    private List<String> ids(RankedItems ranked) {
        return IntStream.of(ranked.items()).mapToObj(place -> ids[place]).toList();
    }

    @Override
    public void close() {
        vectors.close();
    }
}
