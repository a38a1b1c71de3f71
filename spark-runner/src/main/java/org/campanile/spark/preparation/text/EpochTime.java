package org.campanile.spark.preparation.text;

/**
 * A time since 1970 as interactions carry it: seconds, and the rest of a second to order by.
 *
 * @param seconds whole seconds since 1970-01-01 UTC
 * @param tie     milliseconds of the second, in [0, 999]
 */
public record EpochTime(long seconds, long tie) {
    private static final long MILLIS = 1000;

    /** Counts from here on are milliseconds: as seconds they would lie in the year 5138, as milliseconds in 1973. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    public static EpochTime ofSeconds(long seconds) {
        return new EpochTime(seconds, 0);
    }

    public static EpochTime ofMillis(long millis) {
        return new EpochTime(Math.floorDiv(millis, MILLIS), Math.floorMod(millis, MILLIS));
    }

    /** A count of seconds, or, from 10<sup>11</sup> on, of milliseconds. */
    public static EpochTime ofSecondsOrMillis(long count) {
        return count < FIRST_MILLIS ? ofSeconds(count) : ofMillis(count);
    }
}
