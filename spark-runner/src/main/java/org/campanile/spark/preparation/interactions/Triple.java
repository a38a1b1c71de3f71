package org.campanile.spark.preparation.interactions;

import java.util.List;
import org.campanile.spark.preparation.interactions.InteractionsOptions.TimeUnit;
import org.campanile.spark.preparation.text.EpochTime;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.InteractionColumns;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineExpander;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/**
 * A line {@code user item [rating [time]]}.
 *
 * @param start time of the rows of a file without times
 * @param part  what the rows have in {@link org.campanile.spark.preparation.RawInteractions#PART}
 */
record Triple(TripleFormat format, TimeUnit unit, long start, @Nullable String part) implements LineExpander {
    private static final long serialVersionUID = 1L;
    private static final double MILLIS_PER_SECOND = 1000;

    /** Up to here a double counts milliseconds one by one. */
    private static final double EXACT = 0x1p53;

    @Override
    public List<Object[]> expand(String line) throws RejectedRow {
        Fields fields = format.split(line);
        InteractionColumns columns = format.columns();
        EpochTime time = columns.time() == InteractionColumns.ABSENT
                ? EpochTime.ofSeconds(start)
                : time(fields.required(columns.time(), "time"));
        float value = columns.rating() == InteractionColumns.ABSENT
                ? InteractionValues.NO_RATING
                : fields.number(columns.rating(), "rating");
        return List.<Object[]>of(InteractionValues.of(
                fields.identifier(columns.user(), "user"),
                fields.identifier(columns.item(), "item"),
                time.seconds(),
                time.tie(),
                value,
                part));
    }

    private EpochTime time(String text) throws RejectedRow {
        try {
            long whole = Long.parseLong(text);
            return unit == TimeUnit.SECONDS ? EpochTime.ofSeconds(whole) : EpochTime.ofMillis(whole);
        } catch (NumberFormatException fractionOrNoNumber) {
            return EpochTime.ofMillis(millis(text));
        }
    }

    private long millis(String text) throws RejectedRow {
        try {
            double millis = Double.parseDouble(text) * (unit == TimeUnit.SECONDS ? MILLIS_PER_SECOND : 1);
            if (Math.abs(millis) <= EXACT) {
                return Math.round(millis);
            }
        } catch (NumberFormatException notANumber) {
            /* The same reason as for NaN and infinity. */
        }
        throw new RejectedRow("non-numeric-time");
    }
}
