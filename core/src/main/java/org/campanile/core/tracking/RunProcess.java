package org.campanile.core.tracking;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that makes a run.
 *
 * @param host          name of its machine
 * @param pid           its id there
 * @param startedMillis when it started, since ids are used again; 0 when the system does not tell
 */
record RunProcess(String host, long pid, long startedMillis) {
    /** The system derives start times from its clock, which may be put right in between. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    /** A process elsewhere cannot be asked; one that has written nothing for this long counts as gone. */
    private static final Duration SILENCE = Duration.ofDays(1);

    static RunProcess current() {
        ProcessHandle process = ProcessHandle.current();
        return new RunProcess(hostName(), process.pid(), startMillis(process));
    }

    /** Whether the process lives, as far as can be told from here. */
    boolean isAlive(Instant lastWritten, Instant now) {
        if (!host.equals(hostName())) {
            return lastWritten.plus(SILENCE).isAfter(now);
        }
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        return process.isPresent()
                && Math.abs(startMillis(process.get()) - startedMillis) <= CLOCK_TOLERANCE.toMillis();
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
