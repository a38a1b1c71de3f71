package org.campanile.serving.funnel;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.index.VectorSearch;

/** The plainest index: scores every item for every search and sorts. Fails when it is used after it was closed. */
public class PlainIndex implements VectorIndex {
    private final String version;
    private final float[][] vectors;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param vectors one for each item, that of the unknown one first */
    public PlainIndex(String version, float[][] vectors) {
        this.version = version;
        this.vectors = vectors;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int size() {
        return vectors.length;
    }

    @Override
    public int dim() {
        return vectors[0].length;
    }

    @Override
    public List<ScoredItems> search(List<VectorSearch> searches) {
        requireOpen();
        List<ScoredItems> found = searches.stream().map(this::search).toList();
        requireOpen();
        return found;
    }

    private ScoredItems search(VectorSearch search) {
        int[] items = IntStream.range(1, size())
                .filter(search.filter()::accepts)
                .boxed()
                .sorted((a, b) -> Float.compare(score(search, b), score(search, a)))
                .limit(search.k())
                .mapToInt(item -> item)
                .toArray();
        float[] scores = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            scores[i] = score(search, items[i]);
        }
        return ScoredItems.of(items, scores);
    }

    private float score(VectorSearch search, int item) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int interest = 0; interest < search.query().count(); interest++) {
            float[] query = search.query().vector(interest);
            float product = 0;
            for (int i = 0; i < dim(); i++) {
                product += query[i] * vectors[item][i];
            }
            largest = Math.max(largest, product);
        }
        return largest;
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("index " + version + " is closed");
        }
    }

    @Override
    public QueryVectors vector(int item) {
        requireOpen();
        return new QueryVectors(vectors[item], dim());
    }

    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            throw new IllegalStateException("index " + version + " is closed twice");
        }
    }
}
