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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedVersionsTest {
    @TempDir
    private Path folder;

    private SmallModel.Retrieval model;

    private static final FunnelListener DEAF = new FunnelListener() {
        @Override
        public void stageEnded(Stage stage, long nanoseconds) {}

        @Override
        public void batchSearched(int queries) {}

        @Override
        public void fellBack() {}
    };

    @BeforeEach
    void writeData() {
        model = new SmallModel.Retrieval("", SmallModel.entities(folder));
    }

    private PlainIndex index(int number) {
        return new PlainIndex("version-" + number, SmallModel.VECTORS);
    }

    private ServedVersion version(PlainIndex index) {
        return new ServedVersion(
                new SmallModel.Retrieval(index.version(), model.entities()),
                index,
                null,
                new BatchSettings(1, 4, 100),
                DEAF);
    }

    @Test
    void aVersionStaysOpenForWhoeverBorrowedIt() {
        PlainIndex first = index(1);
        try (ServedVersions versions = new ServedVersions(version(first))) {
            ServedVersions.Lease lease = versions.borrow();
            versions.replace(version(index(2)));
            versions.replace(version(index(3)));

            assertThat(lease.version().id()).isEqualTo("version-1");
            assertThat(first.isClosed()).isFalse();
            lease.close();
            assertThat(first.isClosed()).isTrue();
            assertThat(current(versions)).isEqualTo("version-3");
        }
    }

    private static String current(ServedVersions versions) {
        try (ServedVersions.Lease lease = versions.borrow()) {
            return lease.version().id();
        }
    }

    @Test
    void rollingBackServesTheVersionBeforeAndTwiceReturns() {
        PlainIndex first = index(1);
        PlainIndex second = index(2);
        try (ServedVersions versions = new ServedVersions(version(first))) {
            assertThatThrownBy(versions::rollBack)
                    .isInstanceOf(CampanileException.class)
                    .hasMessage("There is no earlier version to roll back to: version version-1 is the first that this"
                            + " service has loaded.");
            versions.replace(version(second));

            assertThat(versions.rollBack()).isEqualTo("version-1");
            assertThat(current(versions)).isEqualTo("version-1");
            assertThat(versions.rollBack()).isEqualTo("version-2");
            assertThat(first.isClosed()).isFalse();
            assertThat(second.isClosed()).isFalse();
        }
        assertThat(first.isClosed()).isTrue();
        assertThat(second.isClosed()).isTrue();
    }

    @Test
    void afterTheEndNothingIsLentAndWhatComesLateIsClosed() {
        ServedVersions versions = new ServedVersions(version(index(1)));
        versions.close();
        versions.close();
        PlainIndex late = index(2);

        assertThatThrownBy(versions::borrow).isInstanceOf(CampanileException.class);
        ServedVersion lateVersion = version(late);
        assertThatThrownBy(() -> versions.replace(lateVersion)).isInstanceOf(CampanileException.class);
        assertThat(late.isClosed()).isTrue();
    }

    /** A closed index fails when it is searched or closed again: no borrower meets one, and none is left open. */
    @Test
    void versionsAreReplacedUnderBorrowersWithoutOneFailing() throws Exception {
        List<PlainIndex> indices = new ArrayList<>();
        indices.add(index(0));
        ServedVersions versions = new ServedVersions(version(indices.get(0)));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> borrowers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                borrowers.add(threads.submit(borrower(versions, done)));
            }
            for (int number = 1; number <= 200; number++) {
                indices.add(index(number));
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
                    String id = lease.version().id();
                    lease.version().index().vector(1);
                    Thread.yield();
                    lease.version().index().vector(2);
                    assertThat(lease.version().id()).isEqualTo(id);
                    borrowed++;
                }
            } while (!done.get());
            return borrowed;
        };
    }
}
