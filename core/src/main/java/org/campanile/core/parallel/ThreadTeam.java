package org.campanile.core.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that do a piece of work together: the calling thread is member 0, and the team keeps one
 * thread for each of the others. Between two pieces of work nothing is created, so a step may call {@link #run} often.
 *
 * <p>One thread owns the team: it makes it, calls {@link #run} and closes it.
 */
public final class ThreadTeam implements AutoCloseable {
    /*
     * The pieces of a step follow one another within microseconds, so members look again for about a tenth of a
     * millisecond before they let the processor go.
     */
    private static final int SPINS = 2_000;

    /** Without the caller. */
    private final Member[] members;

    private final AtomicInteger working = new AtomicInteger();
    private final Thread owner = Thread.currentThread();
    private volatile @Nullable TeamTask task;
    private final AtomicInteger round = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param threads members of the team, the caller included; at least 1
     * @param name    first part of the threads' names
     */
    public ThreadTeam(int threads, String name) {
        Check.positive(threads, "threads");
        members = new Member[threads - 1];
        for (int i = 0; i < members.length; i++) {
            members[i] = new Member(i + 1, name + "-" + (i + 1));
            members[i].start();
        }
    }

    /** Number of members, the caller included. */
    public int size() {
        return members.length + 1;
    }

    /**
     * Runs every member's share; returns when all are done. What one member wrote before is visible to all in the next
     * piece of work.
     *
     * @throws IllegalStateException when the team is closed
     * @throws RuntimeException the failure of the member with the lowest number; those of others are suppressed in it
     */
    public void run(TeamTask work) {
        if (closed) {
            throw new IllegalStateException("the team of " + size() + " threads is closed");
        }
        if (members.length == 0) {
            work.run(0);
            return;
        }
        start(work);
        Throwable failure = attempt(work, 0);
        awaitOthers();
        task = null;
        failure = collectFailures(failure);
        if (failure != null) {
            rethrow(failure);
        }
    }

    private void start(TeamTask work) {
        task = work;
        working.set(members.length);
        round.incrementAndGet();
        for (Member member : members) {
            if (member.parked) {
                LockSupport.unpark(member);
            }
        }
    }

    private void awaitOthers() {
        int spins = 0;
        boolean interrupted = false;
        while (working.get() > 0) {
            if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Throwable collectFailures(@Nullable Throwable first) {
        Throwable failure = first;
        for (Member member : members) {
            Throwable other = member.failure;
            member.failure = null;
            if (failure == null) {
                failure = other;
            } else if (other != null && other != failure) {
                failure.addSuppressed(other);
            }
        }
        return failure;
    }

    private static @Nullable Throwable attempt(TeamTask work, int member) {
        try {
            work.run(member);
            return null;
        } catch (RuntimeException | Error failure) {
            return failure;
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (Error) failure;
    }

    /** Ends the threads. Closing again does nothing. */
    @Override
    public void close() {
        closed = true;
        for (Member member : members) {
            LockSupport.unpark(member);
        }
        boolean interrupted = false;
        for (Member member : members) {
            while (member.isAlive()) {
                try {
                    member.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One thread of the team: waits for the next round, does its share, reports. */
    private final class Member extends Thread {
        private final int index;
        private volatile boolean parked;
        private volatile @Nullable Throwable failure;

        Member(int index, String name) {
            super(name);
            this.index = index;
            setDaemon(true);
        }

        @Override
        public void run() {
            int done = 0;
            while (awaitRound(done)) {
                done++;
                TeamTask work = task;
                if (work != null) {
                    failure = attempt(work, index);
                }
                if (working.decrementAndGet() == 0) {
                    LockSupport.unpark(owner);
                }
            }
        }

        /** False when the team was closed instead. */
        private boolean awaitRound(int done) {
            int spins = 0;
            while (round.get() == done) {
                if (closed) {
                    return false;
                }
                if (++spins < SPINS) {
                    Thread.onSpinWait();
                    continue;
                }
                /* The flag before the second look: either the owner sees it and unparks, or the look sees the round. */
                parked = true;
                if (round.get() == done && !closed) {
                    LockSupport.park(this);
                }
                parked = false;
            }
            return true;
        }
    }
}
