package org.campanile.core.collective;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.sampling.World;

/**
 * Messages between this worker and the peers it has links with.
 *
 * <p>Sending never waits for the peer: while the worker waits for a message, its own messages go out, so that workers
 * which all send first cannot block one another. A wait that fails or takes too long closes the transport, which the
 * peers notice at once, and throws {@link CollectiveException}. Used by one thread at a time, which is also the one
 * that closes it; interrupting that thread ends its wait.
 */
public final class Transport implements AutoCloseable {
    private static final double NANOS_PER_SECOND = 1e9;

    private final World world;
    private final Map<Integer, Link> links = new TreeMap<>();
    private final WaitPoint waitPoint;
    private boolean closed;

    /** Takes over links and wait point, and closes them when it is closed. */
    public Transport(World world, List<? extends Link> links, WaitPoint waitPoint) {
        this.world = world;
        this.waitPoint = waitPoint;
        links.forEach(link -> this.links.put(link.peer(), link));
    }

    public World world() {
        return world;
    }

    /** Starts to send; the array must not change before {@link #flush} has returned. */
    public void send(Phase phase, int peer, Outgoing values) {
        MessageHeader header = new MessageHeader(phase, values.kind(), values.length());
        advance(phase, link(phase, peer), System.nanoTime(), link -> {
            link.send(header, values);
            return link.sent();
        });
    }

    /** Waits for the peer's next message, which must be of this phase, kind and length. */
    public void receive(Phase phase, int peer, Incoming values, Duration limit) {
        MessageHeader header = new MessageHeader(phase, values.kind(), values.length());
        await(phase, link(phase, peer), limit, link -> link.receive(header, values));
    }

    /** Waits until everything has been sent. */
    public void flush(Phase phase, Duration limit) {
        for (Link link : links.values()) {
            await(phase, link, limit, Link::sent);
        }
    }

    private void await(Phase phase, Link awaited, Duration limit, Step step) {
        long start = System.nanoTime();
        while (true) {
            for (Link link : links.values()) {
                advance(phase, link, start, Link::sent);
            }
            if (advance(phase, awaited, start, step)) {
                return;
            }
            long left = limit.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                throw new CollectiveException(failure(phase, awaited, start, "no answer within the time limit"));
            }
            sleep(phase, awaited, start, left);
        }
    }

    private boolean advance(Phase phase, Link link, long start, Step step) {
        try {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException();
            }
            return step.advance(link);
        } catch (IOException e) {
            throw new CollectiveException(failure(phase, link, start, reason(e)), e);
        }
    }

    private void sleep(Phase phase, Link awaited, long start, long nanos) {
        try {
            waitPoint.await(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CollectiveException(failure(phase, awaited, start, reason(e)), e);
        } catch (IOException e) {
            throw new CollectiveException(failure(phase, awaited, start, reason(e)), e);
        }
    }

    private Link link(Phase phase, int peer) {
        if (closed) {
            throw new CollectiveException(String.format(
                    "rank %d of %d: %s after the collective was closed or had failed",
                    world.rank(), world.size(), phase));
        }
        Link link = links.get(peer);
        if (link == null) {
            throw new IllegalArgumentException("rank " + world.rank() + " has no link with rank " + peer);
        }
        return link;
    }

    /* Sockets throw an exception of their own when their thread is interrupted, with the flag set. */
    private static String reason(Exception e) {
        return Thread.currentThread().isInterrupted() ? "this worker was interrupted" : String.valueOf(e.getMessage());
    }

    /** Closes everything and returns the message of the exception to throw. */
    private String failure(Phase phase, Link link, long start, String reason) {
        close();
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        return String.format(
                Locale.ROOT,
                "rank %d of %d: %s with rank %d (%s) failed after %.3f s: %s",
                world.rank(),
                world.size(),
                phase,
                link.peer(),
                link.address(),
                seconds,
                reason);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            links.values().forEach(Link::close);
            waitPoint.close();
        }
    }

    /** Part of an exchange that does not wait; returns whether it is done. */
    private interface Step {
        boolean advance(Link link) throws IOException;
    }
}
