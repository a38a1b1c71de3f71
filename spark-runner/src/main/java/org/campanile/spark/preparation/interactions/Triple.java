package org.campanile.spark.preparation.interactions;

import java.util.List;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.InteractionColumns;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineExpander;
import org.campanile.spark.preparation.text.Numbers;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/**
 * A line {@code user item [rating [time]]}. The time is any number that grows with time: its whole part is the row's time,
 * the thousandths are the tie.
 *
 * @param start time of the rows of a file without times
 * @param part  what the rows have in {@link org.campanile.spark.preparation.RawInteractions#PART}
 */
record Triple(TripleFormat format, long start, @Nullable String part) implements LineExpander {
    private static final long serialVersionUID = 1L;
    private static final int THOUSAND = 1000;

    /** Up to here a double counts thousandths one by one. */
    private static final double EXACT = 0x1p53 / THOUSAND;

    @Override
    public List<Object[]> expand(String line) throws RejectedRow {
        Fields fields = format.split(line);
        InteractionColumns columns = format.columns();
        String user = fields.identifier(columns.user(), "user");
        String item = fields.identifier(columns.item(), "item");
        float value = columns.rating() == InteractionColumns.ABSENT
                ? InteractionValues.NO_RATING
                : fields.number(columns.rating(), "rating");
        if (columns.time() == InteractionColumns.ABSENT) {
            return List.<Object[]>of(InteractionValues.of(user, item, start, 0, value, part));
        }
        String time = fields.required(columns.time(), "time");
        return List.<Object[]>of(
                isWhole(time)
                        ? InteractionValues.of(user, item, Numbers.integer(time, "time"), 0, value, part)
                        : withFraction(user, item, thousandths(time), value));
    }

    private Object[] withFraction(String user, String item, long thousandths, float value) {
        return InteractionValues.of(
                user, item, Math.floorDiv(thousandths, THOUSAND), Math.floorMod(thousandths, THOUSAND), value, part);
    }

    private static boolean isWhole(String time) {
        return time.chars().allMatch(character -> character == '-' || Character.isDigit(character));
    }

    private static long thousandths(String text) throws RejectedRow {
        try {
            double time = Double.parseDouble(text);
            if (Math.abs(time) <= EXACT) {
                return Math.round(time * THOUSAND);
            }
        } catch (NumberFormatException notANumber) {
            /* The same reason as for NaN and infinity. */
        }
        throw new RejectedRow("non-numeric-time");
    }
}
