package org.campanile.core.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;
import org.campanile.core.Check;

/**
 * Moments as configurations write them: a date in UTC ({@code 2015-03-31}), an instant ({@code 2015-03-31T12:00:00Z}) or
 * a whole number in the unit of the data's times.
 */
public final class TimePoint {
    private TimePoint() {}

    /**
     * The moment in the unit of the data's times, counted from 1970 for dates and instants.
     *
     * @throws IllegalArgumentException when the text is none of the three
     */
    public static long parse(String text, DataTimeUnit unit) {
        try {
            return text.matches("-?\\d+") ? Long.parseLong(text) : unit.of(instant(text));
        } catch (DateTimeParseException | NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time: write a date such as 2015-03-31, an instant such as"
                            + " 2015-03-31T12:00:00Z, or a number in the data's own unit",
                    malformed);
        }
    }

    /** Throws unless the text is empty or a time. */
    static void require(String text, String option) {
        try {
            if (!text.isEmpty()) {
                parse(text, DataTimeUnit.SECONDS);
            }
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(option + ": " + malformed.getMessage(), malformed);
        }
    }

    private static Instant instant(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The unit in which a data set counts time. */
    public enum DataTimeUnit {
        SECONDS(TimeUnit.SECONDS),
        MILLISECONDS(TimeUnit.MILLISECONDS),
        MICROSECONDS(TimeUnit.MICROSECONDS),
        DAYS(TimeUnit.DAYS);

        private final TimeUnit unit;

        DataTimeUnit(TimeUnit unit) {
            this.unit = unit;
        }

        /** So many days in this unit; {@link Long#MAX_VALUE} where that is beyond it. */
        public long days(int days) {
            Check.notNegative(days, "days");
            return unit.convert(days, TimeUnit.DAYS);
        }

        private long of(Instant instant) {
            return unit.convert(instant.getEpochSecond(), TimeUnit.SECONDS)
                    + unit.convert(instant.getNano(), TimeUnit.NANOSECONDS);
        }
    }
}
