package org.campanile.spark.collective;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.BarrierTaskInfo;
import org.campanile.core.collective.Collective;
import org.campanile.core.collective.CollectiveException;
import org.campanile.core.collective.InProcessTransport;
import org.campanile.core.collective.Link;
import org.campanile.core.collective.RingCollective;
import org.campanile.core.collective.Transport;
import org.campanile.core.sampling.World;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the tasks of a barrier stage become the workers of a job.
 *
 * <p>Every worker opens a listener on its executor's address, all tell one another where they are, and each connects
 * with its neighbours in the ring, or with all: directly with those in its own JVM, by TCP with the others. The listener is closed
 * when the connections stand.
 */
public final class Rendezvous {
    private static final Logger LOG = LoggerFactory.getLogger(Rendezvous.class);

    private final World world;
    private final int stageAttempt;
    private final CollectiveSettings settings;
    private final AtomicLong bytesSent;

    Rendezvous(World world, int stageAttempt, CollectiveSettings settings) {
        this(world, stageAttempt, settings, new AtomicLong());
    }

    private Rendezvous(World world, int stageAttempt, CollectiveSettings settings, AtomicLong bytesSent) {
        this.world = world;
        this.stageAttempt = stageAttempt;
        this.settings = settings;
        this.bytesSent = bytesSent;
    }

    /**
     * Waits for all tasks of the stage; each calls it once, with the same settings. The task's partition is its rank.
     *
     * @return this task's end of the collective, which it has to close
     * @throws CollectiveException when a peer cannot be reached in time or knows another secret
     */
    public static Collective join(BarrierTaskContext context, CollectiveSettings settings) {
        return join(context, settings, new AtomicLong());
    }

    /**
     * The same. A task may have several collectives, which it joins one after the other by settings with different job ids.
     *
     * @param bytesSent counts what this task sends, by all collectives that are to be counted together
     */
    public static Collective join(BarrierTaskContext context, CollectiveSettings settings, AtomicLong bytesSent) {
        BarrierTaskInfo[] tasks = context.getTaskInfos();
        World world = new World(context.partitionId(), tasks.length);
        String host = Endpoint.hostOf(tasks[world.rank()].address());
        return new Rendezvous(world, context.stageAttemptNumber(), settings, bytesSent)
                .join(InProcessTransport.jvm(), host, context::allGather);
    }

    /** As {@link #join(BarrierTaskContext, CollectiveSettings)}, among workers that tell one another by other means. */
    Collective join(String jvm, String host, Announcement announcement) {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listen(listener, host);
            int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
            Endpoint own = new Endpoint(world.rank(), jvm, host, port, stageAttempt);
            List<Endpoint> endpoints = Arrays.stream(announcement.allGather(own.text()))
                    .map(Endpoint::parse)
                    .sorted(Comparator.comparingInt(Endpoint::rank))
                    .toList();
            return new RingCollective(connect(jvm, endpoints, listener), settings.timeout(), bytesSent);
        } catch (IOException e) {
            throw new CollectiveException(
                    String.format("rank %d of %d: rendezvous failed: %s", world.rank(), world.size(), e.getMessage()),
                    e);
        }
    }

    private void listen(ServerSocketChannel listener, String host) throws IOException {
        try {
            listener.bind(new InetSocketAddress(host, 0), world.size());
        } catch (SocketException | UnresolvedAddressException e) {
            // the executor's name may stand for an address of another machine, such as a container's host
            LOG.warn("rank {} listens on all addresses, because it cannot listen on {}", world.rank(), host, e);
            listener.bind(new InetSocketAddress(0), world.size());
        }
    }

    private Transport connect(String jvm, List<Endpoint> endpoints, ServerSocketChannel listener) throws IOException {
        String job = settings.jobId() + "/" + stageAttempt;
        Set<Integer> local = endpoints.stream()
                .filter(endpoint -> endpoint.jvm().equals(jvm))
                .map(Endpoint::rank)
                .collect(Collectors.toSet());
        if (local.size() == world.size()) {
            return InProcessTransport.join(job, world, settings.timeout());
        }
        Set<Integer> peers = peers();
        List<Endpoint> remote = endpoints.stream()
                .filter(endpoint -> peers.contains(endpoint.rank()) && !local.contains(endpoint.rank()))
                .toList();
        LOG.info("rank {} of {} has ranks {} in its JVM and calls {}", world.rank(), world.size(), local, remote);
        SelectorWaitPoint waitPoint = new SelectorWaitPoint();
        List<Link> links = new ArrayList<>();
        try {
            links.addAll(
                    InProcessTransport.links(job + " in " + jvm, local, world.rank(), waitPoint, settings.timeout()));
            Credentials credentials = new Credentials(job, settings.secret());
            Map<Integer, SocketChannel> channels =
                    new TcpConnector(world, remote, credentials).connect(listener, settings.timeout());
            for (Map.Entry<Integer, SocketChannel> entry : channels.entrySet()) {
                String address = endpoints.get(entry.getKey()).address();
                links.add(new TcpLink(entry.getKey(), address, entry.getValue(), waitPoint.selector()));
            }
            return new Transport(world, links, waitPoint);
        } catch (IOException | RuntimeException e) {
            links.forEach(Link::close);
            waitPoint.close();
            throw e;
        }
    }

    private Set<Integer> peers() {
        return switch (settings.links()) {
            case RING -> RingCollective.neighbours(world);
            case ALL -> IntStream.range(0, world.size()).boxed().collect(Collectors.toSet());
        };
    }

    /** How the workers tell one another where they are. */
    interface Announcement {
        /** Every worker's text, once all have given theirs. */
        String[] allGather(String own);
    }
}
