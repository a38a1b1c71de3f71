package org.campanile.core.collective;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.campanile.core.sampling.World;

/** Links between the workers of a job that run as threads of one JVM; numbers go straight from array to array. */
public final class InProcessTransport {
    private InProcessTransport() {}

    /** Identifies this JVM among those of a job. */
    public static String jvm() {
        return InProcessMeetings.JVM;
    }

    /**
     * Waits for all workers of the job, each in its own thread of this JVM.
     *
     * @param job   the same for all workers; no other job of this JVM may be meeting under it
     * @param limit time limit of the wait
     * @throws CollectiveException when a worker does not arrive in time or is interrupted
     */
    public static Transport join(String job, World world, Duration limit) {
        WaitPoint waitPoint = new SemaphoreWaitPoint();
        Set<Integer> everybody = IntStream.range(0, world.size()).boxed().collect(Collectors.toSet());
        return new Transport(world, links(job, everybody, world.rank(), waitPoint, limit), waitPoint);
    }

    /**
     * As {@link #join}, for those of a job's workers that share this JVM; returns the links of {@code rank} with each.
     *
     * @param members   the ranks in this JVM
     * @param waitPoint woken when one of the links may go on
     */
    public static List<Link> links(String job, Set<Integer> members, int rank, WaitPoint waitPoint, Duration limit) {
        return InProcessMeetings.join(job, members, rank, waitPoint, limit);
    }
}
