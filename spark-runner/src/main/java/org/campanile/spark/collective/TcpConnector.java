package org.campanile.spark.collective;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.campanile.core.collective.CollectiveException;
import org.campanile.core.sampling.World;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects a worker with peers in other JVMs: it calls those of higher rank and is called by those of lower rank.
 *
 * <p>All calls and handshakes go on side by side in the worker's own thread, so that neither a slow peer nor a stranger
 * holds up the others. A caller that does not prove the job's secret is turned away, and the worker goes on listening;
 * a called peer that does not, or cannot be reached, is a failure. Used once.
 */
final class TcpConnector {
    private static final Logger LOG = LoggerFactory.getLogger(TcpConnector.class);
    private static final int MAX_UNPROVEN_CALLERS = 256;

    private final World world;
    private final Map<Integer, Endpoint> peers = new TreeMap<>();
    private final Credentials credentials;
    private final Map<Integer, SocketChannel> connected = new TreeMap<>();
    private final List<ConnectionAttempt> calls = new ArrayList<>();
    private final Deque<ConnectionAttempt> callers = new ArrayDeque<>();
    private String lastRefusal = "";

    TcpConnector(World world, List<Endpoint> peers, Credentials credentials) {
        this.world = world;
        this.credentials = credentials;
        peers.forEach(peer -> this.peers.put(peer.rank(), peer));
    }

    /**
     * Waits until all connections stand.
     *
     * @param listener where the peers call; stays open
     * @param limit    time limit of the wait
     * @return the connections by rank of the peer; they do not block
     * @throws CollectiveException when a peer cannot be reached, does not call in time or knows another secret
     */
    Map<Integer, SocketChannel> connect(ServerSocketChannel listener, Duration limit) throws IOException {
        try (Selector selector = Selector.open()) {
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
            for (Endpoint peer : peers.values()) {
                if (peer.rank() > world.rank()) {
                    call(selector, peer);
                }
            }
            awaitAll(selector, limit);
        } catch (IOException | RuntimeException e) {
            connected.values().forEach(TcpConnector::close);
            throw e;
        } finally {
            calls.forEach(call -> close(call.channel()));
            callers.forEach(caller -> close(caller.channel()));
        }
        return connected;
    }

    private void awaitAll(Selector selector, Duration limit) throws IOException {
        long start = System.nanoTime();
        while (connected.size() < peers.size()) {
            long left = limit.toNanos() - (System.nanoTime() - start);
            if (left <= 0) {
                throw failure(unreached(limit));
            }
            selector.select(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            if (Thread.currentThread().isInterrupted()) {
                throw failure("this worker was interrupted");
            }
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isValid()) {
                    handle(key);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void handle(SelectionKey key) throws IOException {
        if (key.channel() instanceof ServerSocketChannel listener) {
            answer(key.selector(), listener);
        } else {
            advance(key, (ConnectionAttempt) key.attachment());
        }
    }

    private void advance(SelectionKey key, ConnectionAttempt attempt) {
        try {
            if (attempt.advance()) {
                key.cancel();
                stand(attempt);
            } else {
                key.interestOps(attempt.operation());
            }
        } catch (IOException e) {
            if (calls.contains(attempt)) {
                throw failure(attempt, e);
            }
            refuse(attempt, e);
        }
    }

    private void call(Selector selector, Endpoint peer) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Handshake handshake = Handshake.dial(credentials, world.rank(), peer.rank());
        ConnectionAttempt call = new ConnectionAttempt(channel, handshake, peer.address());
        calls.add(call);
        InetSocketAddress address = new InetSocketAddress(peer.host(), peer.port());
        try {
            if (address.isUnresolved()) {
                throw new UnknownHostException("unknown host " + peer.host());
            }
            prepare(channel);
            channel.connect(address);
        } catch (IOException e) {
            throw failure(call, e);
        }
        channel.register(selector, call.operation(), call);
    }

    private void answer(Selector selector, ServerSocketChannel listener) throws IOException {
        SocketChannel channel = listener.accept();
        if (channel == null) {
            return;
        }
        if (callers.size() == MAX_UNPROVEN_CALLERS) {
            close(callers.remove().channel());
        }
        Handshake handshake = Handshake.answer(credentials, world.rank(), this::awaited);
        ConnectionAttempt caller = new ConnectionAttempt(channel, handshake, "" + channel.getRemoteAddress());
        callers.add(caller);
        prepare(channel);
        channel.register(selector, caller.operation(), caller);
    }

    private static void prepare(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    private boolean awaited(int rank) {
        return rank < world.rank() && peers.containsKey(rank) && !connected.containsKey(rank);
    }

    private void stand(ConnectionAttempt attempt) {
        calls.remove(attempt);
        callers.remove(attempt);
        connected.put(attempt.handshake().peer(), attempt.channel());
    }

    private void refuse(ConnectionAttempt caller, IOException reason) {
        callers.remove(caller);
        close(caller.channel());
        lastRefusal = "; last caller refused: " + caller.address() + ", because " + reason.getMessage();
        LOG.warn("rank {} refused a connection from {}: {}", world.rank(), caller.address(), reason.getMessage());
    }

    private String unreached(Duration limit) {
        String missing = peers.values().stream()
                .filter(peer -> !connected.containsKey(peer.rank()))
                .map(peer -> "rank " + peer.rank() + " (" + peer.address() + ")")
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "no connection with %s within %.3f s%s", missing, limit.toNanos() / 1e9, lastRefusal);
    }

    private CollectiveException failure(ConnectionAttempt call, IOException reason) {
        CollectiveException failure = failure(String.format(
                "call to rank %d (%s): %s", call.handshake().peer(), call.address(), reason.getMessage()));
        failure.initCause(reason);
        return failure;
    }

    private CollectiveException failure(String reason) {
        return new CollectiveException(
                String.format("rank %d of %d: rendezvous failed: %s", world.rank(), world.size(), reason));
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing a connection failed", e);
        }
    }
}
