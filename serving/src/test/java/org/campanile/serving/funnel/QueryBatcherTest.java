package org.campanile.serving.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.campanile.serving.index.ItemFilter;
import org.campanile.serving.index.QueryVectors;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorSearch;
import org.junit.jupiter.api.Test;

class QueryBatcherTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static VectorSearch search(float x, float y, int k) {
        return new VectorSearch(new QueryVectors(new float[] {x, y}, 2), k, ItemFilter.ALL);
    }

    @Test
    void whatArrivesDuringASearchIsSearchedTogetherAndEachGetsItsOwnResult() throws Exception {
        HeldIndex index = new HeldIndex("one");
        List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
        ExecutorService callers = Executors.newCachedThreadPool();
        try (QueryBatcher batcher = new QueryBatcher(index, new BatchSettings(1, 8, 100), batches::add)) {
            Future<List<ScoredItems>> first =
                    callers.submit(() -> batcher.search(List.of(search(1, 0, 1)), Deadline.after(LONG)));
            index.awaitSearch();
            // One request of three queries, which find a place while the first is searched; they are batched as one.
            Future<List<ScoredItems>> second = callers.submit(() ->
                    batcher.search(List.of(search(0, 1, 1), search(-1, 0, 1), search(1, 0, 2)), Deadline.after(LONG)));
            while (batcher.waiting() < 3) {
                Thread.onSpinWait();
            }
            index.release();

            assertThat(first.get().get(0).items()).containsExactly(1);
            assertThat(second.get())
                    .extracting(ScoredItems::items)
                    .containsExactly(new int[] {4}, new int[] {5}, new int[] {1, 2});
            assertThat(batches).containsExactly(1, 3);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whatFindsNoPlaceIsRefusedAndWhatIsGivenUpIsNotSearched() throws Exception {
        HeldIndex index = new HeldIndex("one");
        List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
        ExecutorService callers = Executors.newCachedThreadPool();
        try (QueryBatcher batcher = new QueryBatcher(index, new BatchSettings(1, 8, 2), batches::add)) {
            Future<List<ScoredItems>> first =
                    callers.submit(() -> batcher.search(List.of(search(1, 0, 1)), Deadline.after(LONG)));
            index.awaitSearch();

            assertThatThrownBy(() -> batcher.search(List.of(search(1, 0, 1)), Deadline.after(Duration.ofMillis(1))))
                    .isInstanceOf(OverloadException.class)
                    .hasMessageStartingWith("The request ran out of time before its stage retrieval was done");
            VectorSearch query = search(1, 0, 1);
            assertThatThrownBy(() -> batcher.search(List.of(query, query, query), Deadline.after(LONG)))
                    .isInstanceOf(OverloadException.class)
                    .hasMessage("More than 2 queries wait already: try again later.");
            index.release();
            assertThat(first.get()).hasSize(1);
            assertThat(batches).containsExactly(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void queriesOfAnIndexThatGainsNothingAreSearchedOneByOne() {
        PlainIndex index = new PlainIndex("one", new float[][] {{0, 0}, {1, 0}, {0, 1}}) {
            @Override
            public boolean sharesPasses() {
                return false;
            }
        };
        List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
        try (QueryBatcher batcher = new QueryBatcher(index, new BatchSettings(1, 8, 10), batches::add)) {
            List<ScoredItems> found =
                    batcher.search(List.of(search(1, 0, 1), search(0, 1, 1), search(1, 0, 1)), Deadline.after(LONG));

            assertThat(found).extracting(ScoredItems::items).containsExactly(new int[] {1}, new int[] {2}, new int[] {1
            });
            assertThat(batches).containsExactly(1, 1, 1);
        }
    }

    @Test
    void aSearchThatFailsFailsForThoseWhoAskedAndTheNextSucceeds() {
        PlainIndex index = SmallModel.index("one");
        try (QueryBatcher batcher = new QueryBatcher(index, new BatchSettings(1, 8, 10), queries -> {})) {
            VectorSearch bad = new VectorSearch(new QueryVectors(new float[] {1}, 1), 1, ItemFilter.ALL);
            assertThatThrownBy(() -> batcher.search(List.of(bad), Deadline.after(LONG)))
                    .isInstanceOf(ArrayIndexOutOfBoundsException.class);
            assertThat(batcher.search(List.of(search(1, 0, 1)), Deadline.after(LONG)))
                    .hasSize(1);
        }
    }
}
