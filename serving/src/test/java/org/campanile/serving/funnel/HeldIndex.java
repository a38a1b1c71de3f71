package org.campanile.serving.funnel;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.index.VectorSearch;

/** The index of the small model, whose searches wait until they are released. */
public final class HeldIndex implements VectorIndex {
    private final PlainIndex index;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    public HeldIndex(String version) {
        this.index = SmallModel.index(version);
    }

    /** Waits until a search has begun. */
    public void awaitSearch() throws InterruptedException {
        begun.await();
    }

    /** Lets all searches go on, those to come too. */
    public void release() {
        released.countDown();
    }

    @Override
    public String version() {
        return index.version();
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public int dim() {
        return index.dim();
    }

    @Override
    public List<ScoredItems> search(List<VectorSearch> searches) {
        begun.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return index.search(searches);
    }

    @Override
    public QueryVectors vector(int item) {
        return index.vector(item);
    }

    @Override
    public void close() {
        index.close();
    }
}
