package org.campanile.core.collective;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The open meetings of this JVM, by job id.
 *
 * <p>This is the one place that is shared by the whole JVM: the tasks of one executor get their closures deserialised
 * separately, so classes are all that they have in common. An entry stands only while workers wait for one another; the
 * first to go on, or to give up, removes it.
 */
final class InProcessMeetings {
    /** Equal for workers that can meet here: another JVM has its own, and so has another class loader in this one. */
    static final String JVM = UUID.randomUUID().toString();

    private static final ConcurrentMap<String, InProcessMeeting> OPEN = new ConcurrentHashMap<>();

    private InProcessMeetings() {}

    static List<Link> join(String job, Set<Integer> members, int rank, WaitPoint waitPoint, Duration limit) {
        InProcessMeeting meeting = OPEN.computeIfAbsent(job, j -> new InProcessMeeting(members));
        try {
            return meeting.join(rank, waitPoint, limit);
        } finally {
            OPEN.remove(job, meeting);
        }
    }

    static int open() {
        return OPEN.size();
    }
}
