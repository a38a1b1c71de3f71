package org.campanile.spark.doctor;

import java.util.Locale;

/** How far an executor's clock is off the driver's, as far as a job shows whose begin and end the driver has seen. */
final class ClockCheck {
    private static final String SUBJECT = "clock";
    private static final int TOLERATED_MILLIS = 1000;

    private ClockCheck() {}

    /**
     * All times in milliseconds since 1970.
     *
     * @param before when the driver asked
     * @param read   what the executor's clock showed
     * @param after  when the driver had the answer
     */
    static Finding of(long before, long read, long after) {
        long off = Math.max(Math.max(before - read, read - after), 0);
        String found = off == 0
                ? String.format(Locale.ROOT, "agrees with the driver's within %.1f s", (after - before) / 1000.0)
                : String.format(
                        Locale.ROOT,
                        "%.1f s %s the driver's, at least",
                        off / 1000.0,
                        read < before ? "behind" : "ahead of");
        return off <= TOLERATED_MILLIS
                ? Finding.fine(SUBJECT, found)
                : Finding.note(
                        SUBJECT,
                        found,
                        "Have the machines' clocks set by a time service (chrony, ntpd): times of metrics would not"
                                + " agree, and object stores refuse requests whose time is wrong");
    }
}
