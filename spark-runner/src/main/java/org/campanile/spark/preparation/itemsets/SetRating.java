package org.campanile.spark.preparation.itemsets;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.campanile.spark.preparation.text.EpochTime;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.InteractionValues;
import org.campanile.spark.preparation.text.LineExpander;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.RejectedRow;

/**
 * A line of a user, some movies, the rating of all of them together and its time: one row per movie.
 *
 * @param format the user, the movies, rating and time
 */
record SetRating(LineFormat format) implements LineExpander {
    private static final long serialVersionUID = 1L;
    private static final int BESIDE_MOVIES = 3;

    /* Times are counts since 1970 or dates such as 2016-02-16 08:56:12, taken for UTC. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd[ ]['T']HH:mm:ss", Locale.ROOT);

    SetRating(int movies) {
        this(new LineFormat(
                ",", movies + BESIDE_MOVIES, "UTF-8", LineFormat.Quoting.DOUBLE_QUOTES, LineFormat.Header.PRESENT));
    }

    @Override
    public List<Object[]> expand(String line) throws RejectedRow {
        Fields fields = format.split(line);
        int movies = fields.size() - BESIDE_MOVIES;
        String user = fields.identifier(0, "user");
        float rating = fields.number(movies + 1, "rating");
        EpochTime time = time(fields, movies + 2);
        List<Object[]> rows = new ArrayList<>(movies);
        for (int movie = 1; movie <= movies; movie++) {
            String item = fields.identifier(movie, "item");
            rows.add(InteractionValues.of(user, item, time.seconds(), time.tie(), rating, null));
        }
        return rows;
    }

    private static EpochTime time(Fields fields, int field) throws RejectedRow {
        String text = fields.required(field, "timestamp");
        if (text.indexOf(':') < 0) {
            return EpochTime.ofSecondsOrMillis(fields.integer(field, "timestamp"));
        }
        try {
            return EpochTime.ofSeconds(LocalDateTime.parse(text, DATE).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException noDate) {
            throw new RejectedRow("non-numeric-timestamp");
        }
    }
}
