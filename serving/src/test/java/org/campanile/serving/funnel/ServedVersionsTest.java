package org.campanile.serving.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.storage.FileStore;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.model.ServedRetrieval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedVersionsTest {
    @TempDir
    private Path folder;

    private FileStore bundle;
    private String id;

    static final FunnelListener DEAF = new FunnelListener() {
        @Override
        public void stageEnded(Stage stage, long nanoseconds) {}

        @Override
        public void batchSearched(int queries) {}

        @Override
        public void fellBack() {}
    };

    @BeforeEach
    void writeBundle() {
        bundle = SmallModel.write(folder, 1);
        id = ModelBundle.manifest(bundle).version();
    }

    private PlainIndex index() {
        return SmallModel.index(id);
    }

    /* All are of one bundle: what tells them apart is which index is closed. */
    private ServedVersion version(PlainIndex index) {
        return SmallModel.version(ServedRetrieval.open(bundle, 1), index, DEAF);
    }

    @Test
    void aVersionStaysOpenForWhoeverBorrowedIt() {
        PlainIndex first = index();
        PlainIndex third = index();
        try (ServedVersions versions = new ServedVersions(version(first))) {
            ServedVersions.Lease lease = versions.borrow();
            versions.replace(version(index()));
            versions.replace(version(third));

            assertThat(lease.version().index()).isSameAs(first);
            assertThat(first.isClosed()).isFalse();
            lease.close();
            assertThat(first.isClosed()).isTrue();
            assertThat(current(versions)).isSameAs(third);
        }
    }

    private static VectorIndex current(ServedVersions versions) {
        try (ServedVersions.Lease lease = versions.borrow()) {
            return lease.version().index();
        }
    }

    @Test
    void rollingBackServesTheVersionBeforeAndTwiceReturns() {
        PlainIndex first = index();
        PlainIndex second = index();
        try (ServedVersions versions = new ServedVersions(version(first))) {
            assertThatThrownBy(versions::rollBack)
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("There is no earlier version to roll back to: version " + id
                            + " is the first that this service has loaded.");
            versions.replace(version(second));

            versions.rollBack();
            assertThat(current(versions)).isSameAs(first);
            versions.rollBack();
            assertThat(current(versions)).isSameAs(second);
            assertThat(first.isClosed()).isFalse();
            assertThat(second.isClosed()).isFalse();
        }
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void afterTheEndNothingIsLentAndWhatComesLateIsClosed() {
        ServedVersions versions = new ServedVersions(version(index()));
        versions.close();
        versions.close();
        PlainIndex late = index();

        assertThatThrownBy(versions::borrow).isInstanceOf(CampanileException.class);
        ServedVersion lateVersion = version(late);
        assertThatThrownBy(() -> versions.replace(lateVersion)).isInstanceOf(CampanileException.class);
        assertThat(late.isClosed()).isTrue();
    }

    /** A closed index fails when it is searched or closed again: no borrower meets one, and none is left open. */
    @Test
    void versionsAreReplacedUnderBorrowersWithoutOneFailing() throws Exception {
        List<PlainIndex> indices = new ArrayList<>();
        indices.add(index());
        ServedVersions versions = new ServedVersions(version(indices.get(0)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> borrowers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                borrowers.add(threads.submit(borrower(versions, done)));
            }
            for (int number = 1; number <= 30; number++) {
                indices.add(index());
                versions.replace(version(indices.get(number)));
                if (number % 3 == 0) {
                    versions.rollBack();
                }
            }
            done.set(true);
            for (Future<Integer> borrower : borrowers) {
                assertThat(borrower.get()).isPositive();
            }
        } finally {
            done.set(true);
            threads.shutdown();
            versions.close();
        }
        assertThat(indices).allMatch(PlainIndex::isClosed);
    }

    private static Callable<Integer> borrower(ServedVersions versions, AtomicBoolean done) {
        return () -> {
            int borrowed = 0;
            do {
                try (ServedVersions.Lease lease = versions.borrow()) {
                    VectorIndex index = lease.version().index();
                    index.vector(1);
                    Thread.yield();
                    index.vector(2);
                    assertThat(lease.version().index()).isSameAs(index);
                    borrowed++;
                }
            } while (!done.get());
            return borrowed;
        };
    }
}
