package org.campanile.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an export to any store must do. */
abstract class VectorStoreContract {
    static final String OLD = "00000000000000aa";
    static final String NEW = "00000000000000bb";
    static final int ROWS = 500;
    private static final int DIM = 8;
    private static final int READERS = 2;
    static final ExportSettings SETTINGS = new ExportSettings(64, 0.95, 11);

    /** Where exports break off: after three batches. */
    static final int BREAK = 192;

    private VectorStore store;

    /** A store without versions, the same for all calls of one test. */
    abstract VectorStore connect();

    /** The versions that one read of what readers see gives, a read of several rows. */
    abstract Set<String> read() throws Exception;

    @BeforeEach
    final void open() {
        store = connect();
    }

    @AfterEach
    final void close() {
        store.close();
    }

    static VectorSource vectors(String version) {
        return new RandomVectors(version, ROWS, DIM, version.hashCode());
    }

    private ExportReport export(VectorSource source) {
        return new ExportJob(source, store, SETTINGS).run();
    }

    @Test
    void whatWasExportedIsFound() {
        ExportReport report = export(vectors(OLD));

        assertThat(report.written()).isEqualTo(ROWS);
        assertThat(report.recall()).isGreaterThanOrEqualTo(0.95);
        assertThat(store.active()).contains(OLD);
        VectorSource source = vectors(OLD);
        StoredVersion stored = store.open(source.set());
        assertThat(stored.count()).isEqualTo(ROWS);
        assertThat(stored.fetch(List.of(RandomVectors.id(14), "stranger")))
                .containsExactly(source.read(14, 1).numbers(), new float[0]);
        // Of vectors of one length a vector's own dot product is the largest, and these differ little in length.
        float[] query = source.read(21, 1).numbers();
        List<String> best = stored.search(List.of(query), 10).get(0);
        assertThat(best).hasSize(10);
        assertThat(best.get(0)).isEqualTo(RandomVectors.id(nearest(source, query)));
    }

    private static int nearest(VectorSource source, float[] query) {
        VectorBatch all = source.read(0, ROWS);
        return IntStream.range(0, ROWS)
                .reduce((a, b) -> dot(all.vector(b), query) > dot(all.vector(a), query) ? b : a)
                .orElseThrow();
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, DIM).mapToDouble(i -> a[i] * b[i]).sum();
    }

    @Test
    void exportingTwiceChangesNothing() {
        export(vectors(OLD));

        ExportReport again = export(vectors(OLD));

        assertThat(again.written()).isZero();
        assertThat(store.open(again.set()).count()).isEqualTo(ROWS);
        assertThat(store.versions()).containsExactly(OLD);
    }

    @Test
    void anExportThatBrokeOffIsNotShownAndGoesOnWhereItWas() {
        export(vectors(OLD));
        VectorSource breaking = new BreakingVectors(vectors(NEW), BREAK, () -> {
            throw new IllegalStateException("the end");
        });
        assertThatThrownBy(() -> export(breaking)).hasMessage("the end");
        assertThat(store.active()).contains(OLD);

        ExportReport report = export(vectors(NEW));

        assertThat(report.written()).isEqualTo(ROWS - BREAK);
        assertThat(store.active()).contains(NEW);
        assertThat(report.previous()).containsExactly(OLD);
    }

    @Test
    void anotherBatchSizeGoesOnToo() {
        VectorSource breaking = new BreakingVectors(vectors(NEW), BREAK, () -> {
            throw new IllegalStateException("the end");
        });
        assertThatThrownBy(() -> export(breaking)).hasMessage("the end");

        ExportReport report = new ExportJob(vectors(NEW), store, new ExportSettings(100, 0.95, 11)).run();

        assertThat(report.written()).isBetween(ROWS - BREAK, ROWS - 100);
        assertThat(store.open(report.set()).count()).isEqualTo(ROWS);
    }

    @Test
    void otherVectorsUnderTheSameVersionAreNoticed() {
        export(vectors(OLD));
        new ExportJob(new BreakingVectors(new RandomVectors(NEW, ROWS, DIM, 5), ROWS + 1, () -> {}), store, SETTINGS)
                .run();

        assertThatThrownBy(() -> export(vectors(NEW)))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("Version " + NEW + " in " + store.location() + " has another vector of item-");
        assertThatThrownBy(() -> export(new RandomVectors(NEW, ROWS - 1, DIM, 5)))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("holds 500 vectors instead of 499");
    }

    @Test
    void oldVersionsStayUntilTheyAreDropped() {
        export(vectors(OLD));
        ExportJob job = new ExportJob(vectors(NEW), store, SETTINGS);
        assertThatThrownBy(job::dropOthers)
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("see version " + OLD + ", not " + NEW);
        job.run();
        assertThat(store.versions()).containsExactly(OLD, NEW);

        assertThat(job.dropOthers()).containsExactly(OLD);

        assertThat(store.versions()).containsExactly(NEW);
        assertThat(store.active()).contains(NEW);
    }

    @Test
    @Timeout(120)
    void readersNeverSeeTwoVersionsAtOnceNorNone() throws Exception {
        export(vectors(OLD));
        Set<Set<String>> seen = ConcurrentHashMap.newKeySet();
        AtomicBoolean switched = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(READERS);
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            List<? extends Future<?>> ends = IntStream.range(0, READERS)
                    .mapToObj(reader -> readers.submit(() -> {
                        seen.add(read());
                        reading.countDown();
                        while (!switched.get()) {
                            seen.add(read());
                        }
                        return seen.add(read());
                    }))
                    .toList();
            reading.await();
            export(vectors(NEW));
            switched.set(true);
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            readers.shutdownNow();
        }

        assertThat(seen).containsExactlyInAnyOrder(Set.of(OLD), Set.of(NEW));
    }
}
