package org.campanile.core.collective;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.campanile.core.Check;

/** Where the workers of one job in one JVM wait for one another and get the channels between them. */
final class InProcessMeeting {
    private final Set<Integer> expected;
    private final Map<Integer, WaitPoint> arrived = new TreeMap<>();
    private final Map<Route, InProcessChannel> channels = new HashMap<>();
    private final CompletableFuture<Void> complete = new CompletableFuture<>();

    InProcessMeeting(Set<Integer> expected) {
        this.expected = Set.copyOf(expected);
    }

    /** Arrives, waits for all the others and returns the links with them. The failure of one is the failure of all. */
    List<Link> join(int rank, WaitPoint waitPoint, Duration limit) {
        arrive(rank, waitPoint);
        try {
            complete.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return links(rank);
        } catch (TimeoutException e) {
            throw giveUp(
                    rank,
                    String.format(Locale.ROOT, "%s did not arrive within %.3f s", missing(), limit.toNanos() / 1e9));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw giveUp(rank, "rank " + rank + " was interrupted");
        } catch (ExecutionException e) {
            throw failure(
                    rank,
                    String.valueOf(Objects.requireNonNullElse(e.getCause(), e).getMessage()));
        }
    }

    private synchronized void arrive(int rank, WaitPoint waitPoint) {
        Check.that(expected.contains(rank), "rank %d joins a meeting of ranks %s", rank, expected);
        Check.that(arrived.putIfAbsent(rank, waitPoint) == null, "rank %d joins the same meeting twice", rank);
        if (arrived.size() == expected.size()) {
            complete.complete(null);
        }
    }

    private synchronized String missing() {
        Set<Integer> missing = new TreeSet<>(expected);
        missing.removeAll(arrived.keySet());
        return "ranks " + missing;
    }

    /* The last worker may arrive at the moment another gives up: then the others hold links already. */
    private CollectiveException giveUp(int rank, String reason) {
        if (!complete.completeExceptionally(new CollectiveException(reason))) {
            links(rank).forEach(Link::close);
        }
        return failure(rank, reason);
    }

    private static CollectiveException failure(int rank, String reason) {
        return new CollectiveException("rank " + rank + ": meeting of the workers in this JVM failed: " + reason);
    }

    private synchronized List<Link> links(int rank) {
        List<Link> links = new ArrayList<>();
        for (int peer : arrived.keySet()) {
            if (peer != rank) {
                links.add(new InProcessLink(peer, channel(new Route(rank, peer)), channel(new Route(peer, rank))));
            }
        }
        return links;
    }

    private InProcessChannel channel(Route route) {
        return channels.computeIfAbsent(route, r -> new InProcessChannel(waitPoint(r.from()), waitPoint(r.to())));
    }

    private WaitPoint waitPoint(int rank) {
        return Objects.requireNonNull(arrived.get(rank));
    }

    private record Route(int from, int to) {}
}
