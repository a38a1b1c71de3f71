package org.campanile.serving.funnel;

import java.util.concurrent.atomic.AtomicInteger;
import org.campanile.core.CampanileException;
import org.jspecify.annotations.Nullable;

/**
 * The version that is served and the one before it. A request borrows the current version and works with that one to its end,
 * whatever is put in its place meanwhile; a version that was replaced twice is closed when its last request has ended.
 *
 * <p>Safe for use by several threads. Owns the versions given to it.
 */
public final class ServedVersions implements AutoCloseable {
    private volatile Counted current;
    private @Nullable Counted previous;
    private boolean closed;

    public ServedVersions(ServedVersion first) {
        this.current = new Counted(first);
    }

    /** Lends the current version; to be closed by the borrower, which never waits and never fails. */
    public Lease borrow() {
        Counted lent = current;
        while (!lent.retain()) {
            // Replaced twice between the two lines: there is a newer one, or none any more.
            Counted newer = current;
            if (newer == lent) {
                throw new CampanileException("The service has been shut down.");
            }
            lent = newer;
        }
        return new Lease(lent);
    }

    /** Serves another version from now on. What was served is kept for {@link #rollBack}; what that replaced is let go. */
    public synchronized void replace(ServedVersion next) {
        if (closed) {
            next.close();
            throw new CampanileException("The service has been shut down.");
        }
        Counted oldest = previous;
        previous = current;
        current = new Counted(next);
        if (oldest != null) {
            oldest.release();
        }
    }

    /**
     * Serves the version before the current one again; calling it twice returns to the current one.
     *
     * @return the id of the version that is served now
     * @throws CampanileException when there is none
     */
    public synchronized String rollBack() {
        if (previous == null) {
            throw new CampanileException("There is no earlier version to roll back to: version " + current.version.id()
                    + " is the first that this service has loaded.");
        }
        Counted undone = current;
        current = previous;
        previous = undone;
        return current.version.id();
    }

    /** Lets both versions go; each is closed as soon as no request holds it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        current.release();
        if (previous != null) {
            previous.release();
        }
    }

    /** A version on loan. Not for several threads. */
    public static final class Lease implements AutoCloseable {
        private @Nullable Counted counted;

        private Lease(Counted counted) {
            this.counted = counted;
        }

        /** The version, which stays open until the lease is closed. */
        public ServedVersion version() {
            if (counted == null) {
                throw new IllegalStateException("the lease has been closed");
            }
            return counted.version;
        }

        @Override
        public void close() {
            if (counted != null) {
                counted.release();
                counted = null;
            }
        }
    }

    /* One count for being kept here, one for each loan. From 0 there is no way back. */
    private static final class Counted {
        private final ServedVersion version;
        private final AtomicInteger holders = new AtomicInteger(1);

        Counted(ServedVersion version) {
            this.version = version;
        }

        boolean retain() {
            return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void release() {
            if (holders.decrementAndGet() == 0) {
                version.close();
            }
        }
    }
}
