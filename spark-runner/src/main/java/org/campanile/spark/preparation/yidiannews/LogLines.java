package org.campanile.spark.preparation.yidiannews;

import java.util.Arrays;
import org.campanile.spark.preparation.text.EpochTime;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineParser;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/** What one line of each of the competition's files means. */
final class LogLines {
    private LogLines() {}

    /** user, document, time shown in milliseconds, network, refreshes, position, click, seconds read. */
    static LineParser impressions() {
        return fields -> impression(fields, 0, 1, 2, 6);
    }

    /** user, device, operating system, province, city, probabilities of ages, probabilities of genders. */
    static LineParser users() {
        return fields -> new @Nullable Object[] {
            fields.identifier(0, "user"),
            known(fields.text(1)),
            known(fields.text(2)),
            known(fields.text(3)),
            known(fields.text(4)),
            Probabilities.mostProbable(fields.text(5), "age"),
            Probabilities.mostProbable(fields.text(6), "gender")
        };
    }

    /** document, title, time published, number of images, category, subcategory, keywords with weights. */
    static LineParser documents() {
        return fields -> new @Nullable Object[] {
            fields.identifier(0, "document"),
            fields.text(3).isEmpty() ? null : fields.number(3, "images"),
            known(fields.text(4)),
            known(fields.text(5)),
            keywords(fields.text(6))
        };
    }

    /** An impression from a line with its fields at these places: {@code unknown-click} for neither 0 nor 1. */
    static Object[] impression(Fields fields, int user, int item, int time, int click) throws RejectedRow {
        EpochTime shown = EpochTime.ofMillis(fields.integer(time, "time"));
        long clicked = fields.integer(click, "click");
        if (clicked != 0 && clicked != 1) {
            throw new RejectedRow("unknown-click");
        }
        return InteractionValues.of(
                fields.identifier(user, "user"),
                fields.identifier(item, "document"),
                shown.seconds(),
                shown.tie(),
                (float) clicked,
                null);
    }

    static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The words of {@code word:weight,word:weight}, each once. */
    private static String[] keywords(String text) {
        return Arrays.stream(text.split(","))
                .map(entry -> entry.contains(":") ? entry.substring(0, entry.lastIndexOf(':')) : entry)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toArray(String[]::new);
    }
}
