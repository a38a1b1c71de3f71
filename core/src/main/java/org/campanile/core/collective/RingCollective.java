package org.campanile.core.collective;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.campanile.core.Check;
import org.campanile.core.math.HalfPrecision;
import org.campanile.core.sampling.World;

/**
 * A collective in which every worker sends to the next rank and receives from the one before.
 *
 * <p>Each worker sends and receives {@code 2 (n - 1) / n} times the length of what is summed, whatever the number
 * {@code n} of workers: Patarasuk and Yuan, "Bandwidth optimal all-reduce algorithms for clusters of workstations"
 * (2009). A worker alone exchanges nothing and copies nothing.
 *
 * <p>An all-to-all goes from each worker straight to each other: in step s to the rank s places ahead, and from the one s
 * places behind, so that nobody is sent to by two at once.
 *
 * <p>The order in which the workers' values are added depends only on the number of workers, the length and the place
 * within it. The result of {@link #allGather} holds the caller's own array, not a copy.
 */
public final class RingCollective implements Collective {
    /* At most so many numbers travel in one message: each has the time limit for itself. */
    private static final int MESSAGE_LENGTH = 1 << 20;

    private final Transport transport;
    private final Duration timeout;
    private final int messageLength;
    private final int rank;
    private final int size;
    private final int next;
    private final int previous;
    private final AtomicLong bytesSent;

    /**
     * @param transport has links with the {@link #neighbours}; closed together with this collective
     * @param timeout   limit of every single wait for a peer
     */
    public RingCollective(Transport transport, Duration timeout) {
        this(transport, timeout, new AtomicLong());
    }

    /** @param bytesSent counts the bytes; that of another collective of this worker where both are to be counted as one */
    public RingCollective(Transport transport, Duration timeout, AtomicLong bytesSent) {
        this(transport, timeout, bytesSent, MESSAGE_LENGTH);
    }

    RingCollective(Transport transport, Duration timeout, AtomicLong bytesSent, int messageLength) {
        this.transport = transport;
        this.timeout = timeout;
        this.bytesSent = bytesSent;
        this.messageLength = messageLength;
        this.rank = transport.world().rank();
        this.size = transport.world().size();
        this.next = (rank + 1) % size;
        this.previous = Math.floorMod(rank - 1, size);
    }

    /** The peers a worker needs links with for everything but an all-to-all, which needs all of them. */
    public static Set<Integer> neighbours(World world) {
        Set<Integer> peers = new TreeSet<>();
        peers.add((world.rank() + 1) % world.size());
        peers.add(Math.floorMod(world.rank() - 1, world.size()));
        peers.remove(world.rank());
        return peers;
    }

    @Override
    public World world() {
        return transport.world();
    }

    @Override
    public long bytesSent() {
        return bytesSent.get();
    }

    @Override
    public void allReduceSum(float[] values, int from, int length) {
        Objects.checkFromIndexSize(from, length, values.length);
        if (size == 1) {
            return;
        }
        long window = (long) size * messageLength;
        for (long done = 0; done < length; done += window) {
            FloatRange[] segments = segments(values, (int) (from + done), (int) Math.min(window, length - done));
            reduceScatter(segments);
            circulate(segments);
        }
    }

    /*
     * What a worker rounds away of a sum on its way it owes itself, so that nothing is lost: the numbers summed and what all
     * owed before are the sums and what all owe afterwards.
     */
    @Override
    public void allReduceSumHalf(float[] values, float[] owed, int from, int length) {
        Objects.checkFromIndexSize(from, length, values.length);
        Objects.checkFromIndexSize(from, length, owed.length);
        if (size == 1) {
            return;
        }
        long window = (long) size * messageLength;
        for (long done = 0; done < length; done += window) {
            int begin = (int) (from + done);
            int count = (int) Math.min(window, length - done);
            FloatRange[] segments = segments(values, begin, count);
            reduceScatterHalf(segments, segments(owed, begin, count));
            circulateHalf(segments);
        }
    }

    /** Every worker rounds every segment once: before it sends it, and the one whose sum it holds at the end. */
    private void reduceScatterHalf(FloatRange[] segments, FloatRange[] owed) {
        for (int step = 0; step < size - 1; step++) {
            int sent = behind(step);
            round(segments[sent], owed[sent]);
            exchange(Phase.ALL_REDUCE, new HalfRange(segments[sent]), new HalfSum(segments[behind(step + 1)]));
        }
        round(segments[next], owed[next]);
    }

    private void circulateHalf(FloatRange[] segments) {
        for (int step = 0; step < size - 1; step++) {
            exchange(
                    Phase.ALL_REDUCE, new HalfRange(segments[behind(step - 1)]), new HalfRange(segments[behind(step)]));
        }
    }

    private static void round(FloatRange segment, FloatRange owed) {
        for (int i = 0; i < segment.length(); i++) {
            float due = segment.values[segment.from + i] + owed.values[owed.from + i];
            float sent = HalfPrecision.round(due);
            segment.values[segment.from + i] = sent;
            owed.values[owed.from + i] = due - sent;
        }
    }

    private FloatRange[] segments(float[] values, int from, int length) {
        FloatRange[] segments = new FloatRange[size];
        for (int k = 0; k < size; k++) {
            int start = (int) ((long) length * k / size);
            int end = (int) ((long) length * (k + 1) / size);
            segments[k] = new FloatRange(values, from + start, end - start);
        }
        return segments;
    }

    /** Afterwards this worker holds the sum of segment {@code rank + 1}. */
    private void reduceScatter(FloatRange[] segments) {
        for (int step = 0; step < size - 1; step++) {
            FloatRange outgoing = segments[behind(step)];
            FloatRange incoming = segments[behind(step + 1)];
            exchange(Phase.ALL_REDUCE, outgoing, new FloatSum(incoming));
        }
    }

    /** Hands the sums on until every worker holds all of them. */
    private void circulate(FloatRange[] segments) {
        for (int step = 0; step < size - 1; step++) {
            exchange(Phase.ALL_REDUCE, segments[behind(step - 1)], segments[behind(step)]);
        }
    }

    @Override
    public int[][] allGather(int[] values) {
        int[] lengths = gatherLengths(values.length);
        int[][] all = new int[size][];
        for (int k = 0; k < size; k++) {
            all[k] = k == rank ? values : new int[lengths[k]];
        }
        gather(lengths, (k, from, length) -> new IntRange(all[k], from, length));
        return all;
    }

    @Override
    public float[][] allGather(float[] values) {
        int[] lengths = gatherLengths(values.length);
        float[][] all = new float[size][];
        for (int k = 0; k < size; k++) {
            all[k] = k == rank ? values : new float[lengths[k]];
        }
        gather(lengths, (k, from, length) -> new FloatRange(all[k], from, length));
        return all;
    }

    private int[] gatherLengths(int own) {
        int[] lengths = new int[size];
        lengths[rank] = own;
        int[] ones = new int[size];
        Arrays.fill(ones, 1);
        gather(ones, (k, from, length) -> new IntRange(lengths, k, length));
        return lengths;
    }

    /** Hands every worker's block on until all have it; blocks of unequal lengths go in unequal numbers of messages. */
    private <R extends Outgoing & Incoming> void gather(int[] lengths, Blocks<R> blocks) {
        for (int step = 0; step < size - 1; step++) {
            int outgoing = behind(step);
            int incoming = behind(step + 1);
            long longest = Math.max(lengths[outgoing], lengths[incoming]);
            for (long done = 0; done < longest; done += messageLength) {
                exchange(
                        Phase.ALL_GATHER,
                        part(blocks, outgoing, lengths[outgoing], done),
                        part(blocks, incoming, lengths[incoming], done));
            }
        }
    }

    private <R> R part(Blocks<R> blocks, int block, int length, long done) {
        int from = (int) Math.min(done, length);
        return blocks.part(block, from, Math.min(messageLength, length - from));
    }

    @Override
    public void allToAll(float[] values, int[] offsets, float[] into, int[] intoOffsets) {
        System.arraycopy(values, offsets[rank], into, intoOffsets[rank], ownLength(offsets, intoOffsets));
        allToAll(
                offsets,
                intoOffsets,
                (from, length) -> new FloatRange(values, from, length),
                (from, length) -> new FloatRange(into, from, length));
    }

    @Override
    public void allToAll(int[] values, int[] offsets, int[] into, int[] intoOffsets) {
        System.arraycopy(values, offsets[rank], into, intoOffsets[rank], ownLength(offsets, intoOffsets));
        allToAll(
                offsets,
                intoOffsets,
                (from, length) -> new IntRange(values, from, length),
                (from, length) -> new IntRange(into, from, length));
    }

    private int ownLength(int[] offsets, int[] intoOffsets) {
        int length = offsets[rank + 1] - offsets[rank];
        int intoLength = intoOffsets[rank + 1] - intoOffsets[rank];
        Check.that(length == intoLength, "rank %d sends itself %d numbers, but expects %d", rank, length, intoLength);
        return length;
    }

    private void allToAll(int[] offsets, int[] intoOffsets, Parts<Outgoing> outgoing, Parts<Incoming> incoming) {
        for (int step = 1; step < size; step++) {
            int to = behind(-step);
            int from = behind(step);
            int sent = offsets[to + 1] - offsets[to];
            int received = intoOffsets[from + 1] - intoOffsets[from];
            int longest = Math.max(sent, received);
            for (long done = 0; done < longest; done += messageLength) {
                exchange(
                        Phase.ALL_TO_ALL,
                        to,
                        message(outgoing, offsets[to], sent, done),
                        from,
                        message(incoming, intoOffsets[from], received, done));
            }
        }
    }

    private <R> R message(Parts<R> parts, int begin, int length, long done) {
        int from = (int) Math.min(done, length);
        return parts.part(begin + from, Math.min(messageLength, length - from));
    }

    @Override
    public void broadcast(int root, float[] values, int from, int length) {
        Check.that(root >= 0 && root < size, "root must be in [0, %d), but is %d", size, root);
        Objects.checkFromIndexSize(from, length, values.length);
        if (size == 1) {
            return;
        }
        for (long done = 0; done < length; done += messageLength) {
            int count = (int) Math.min(messageLength, length - done);
            handOn(root, new FloatRange(values, (int) (from + done), count));
        }
    }

    private void handOn(int root, FloatRange part) {
        if (rank != root) {
            transport.receive(Phase.BROADCAST, previous, part, timeout);
        }
        if (next != root) {
            send(Phase.BROADCAST, next, part);
            transport.flush(Phase.BROADCAST, timeout);
        }
    }

    /* After n - 1 rounds this worker has heard, through the others, from everybody. */
    @Override
    public void barrier() {
        int[] token = new int[2];
        for (int step = 0; step < size - 1; step++) {
            exchange(Phase.BARRIER, new IntRange(token, 0, 1), new IntRange(token, 1, 1));
        }
    }

    /** Sends to the next rank and receives from the one before. */
    private void exchange(Phase phase, Outgoing outgoing, Incoming incoming) {
        exchange(phase, next, outgoing, previous, incoming);
    }

    /** Sends and receives at the same time; leaves out what is empty. */
    private void exchange(Phase phase, int to, Outgoing outgoing, int from, Incoming incoming) {
        if (outgoing.length() > 0) {
            send(phase, to, outgoing);
        }
        if (incoming.length() > 0) {
            transport.receive(phase, from, incoming, timeout);
        }
        transport.flush(phase, timeout);
    }

    private void send(Phase phase, int to, Outgoing values) {
        transport.send(phase, to, values);
        bytesSent.addAndGet((long) values.length() * values.kind().bytes);
    }

    /** The rank {@code steps} places before this one. */
    private int behind(int steps) {
        return Math.floorMod(rank - steps, size);
    }

    @Override
    public void close() {
        transport.close();
    }

    /** Parts of one array. */
    private interface Parts<R> {
        R part(int from, int length);
    }

    /** Parts of the workers' blocks, by rank. */
    private interface Blocks<R> {
        R part(int block, int from, int length);
    }
}
