package org.campanile.spark.preparation.movielens;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.LineParser;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/** What one line of each MovieLens file means. */
final class MovieLensLines {
    private static final String NO_GENRES = "(no genres listed)";
    private static final Pattern YEAR = Pattern.compile("\\((\\d{4})\\)$");

    /** The genres of the 100K flags, which begin at field {@value #FIRST_FLAG} with "unknown". */
    private static final List<String> FLAGS = List.of(
            "Action",
            "Adventure",
            "Animation",
            "Children's",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");

    private static final int FIRST_FLAG = 5;

    private MovieLensLines() {}

    /** user, movie, rating, time in seconds. */
    static LineParser ratings() {
        return fields -> {
            String user = key(fields, 0, "user");
            long item = fields.integer(1, "item");
            float rating = fields.number(2, "rating");
            long time = fields.integer(3, "timestamp");
            return new @Nullable Object[] {user, Long.toString(item), time, item, rating, null};
        };
    }

    /** user, movie, tag, time: the movie and the tag in lower case. */
    static LineParser tags() {
        return fields -> new Object[] {
            key(fields, 1, "item"), fields.identifier(2, "tag").toLowerCase(Locale.ROOT)
        };
    }

    /** movie, title, genres between bars. */
    static LineParser movies() {
        return fields -> new Object[] {key(fields, 0, "item"), genres(fields.text(2)), year(fields.text(1))};
    }

    /** movie, title, two dates, an address, 19 flags for genres. */
    static LineParser flaggedMovies() {
        return fields -> new Object[] {key(fields, 0, "item"), flagged(fields), year(fields.text(1))};
    }

    /** user, gender, age, occupation, zip code. */
    static LineParser usersGenderFirst() {
        return fields -> user(fields, 1, 2);
    }

    /** user, age, gender, occupation, zip code. */
    static LineParser usersAgeFirst() {
        return fields -> user(fields, 2, 1);
    }

    private static Object[] user(Fields fields, int gender, int age) throws RejectedRow {
        return new @Nullable Object[] {
            key(fields, 0, "user"),
            known(fields.text(gender)),
            known(fields.text(age)),
            known(fields.text(3)),
            known(fields.text(4))
        };
    }

    /** Numbers are written in one way, so that 7 and 007 are the same user. */
    private static String key(Fields fields, int field, String name) throws RejectedRow {
        return Long.toString(fields.integer(field, name));
    }

    private static String[] genres(String text) {
        return text.isEmpty() || text.equals(NO_GENRES) ? new String[0] : text.split("\\|");
    }

    private static String[] flagged(Fields fields) {
        return IntStream.range(0, FLAGS.size())
                .filter(genre -> fields.text(FIRST_FLAG + 1 + genre).equals("1"))
                .mapToObj(FLAGS::get)
                .toArray(String[]::new);
    }

    /** The year at the end of a title, such as 1995 in "Toy Story (1995)". */
    private static @Nullable String year(String title) {
        Matcher matcher = YEAR.matcher(title);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static @Nullable String known(String text) {
        return text.isEmpty() ? null : text;
    }
}
