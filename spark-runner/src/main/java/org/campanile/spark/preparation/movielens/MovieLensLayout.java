package org.campanile.spark.preparation.movielens;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;

/**
 * A layout in which GroupLens has published MovieLens. Layouts are told apart by their files.
 *
 * @param files ratings, movies and, where the layout has them, users
 */
record MovieLensLayout(List<String> files, LineFormat ratingsFormat, LineFormat moviesFormat) {
    /** latest, latest-small, 20M, 25M and 32M: CSV with a header, no users. */
    private static final MovieLensLayout CSV =
            new MovieLensLayout(List.of("ratings.csv", "movies.csv"), csv(4), csv(3));

    /** 100K: tabs and bars, a movie's genres as flags. */
    private static final MovieLensLayout HUNDRED_THOUSAND = new MovieLensLayout(
            List.of("u.data", "u.item", "u.user"), plain("\t", 4, "UTF-8"), plain("|", 24, "ISO-8859-1"));

    /** 1M: double colons, with users. */
    private static final MovieLensLayout ONE_MILLION = new MovieLensLayout(
            List.of("ratings.dat", "movies.dat", "users.dat"), plain("::", 4, "UTF-8"), plain("::", 3, "ISO-8859-1"));

    /** 10M: as 1M without users. */
    private static final MovieLensLayout TEN_MILLION =
            new MovieLensLayout(List.of("ratings.dat", "movies.dat"), plain("::", 4, "UTF-8"), plain("::", 3, "UTF-8"));

    private static final List<MovieLensLayout> ALL = List.of(CSV, HUNDRED_THOUSAND, ONE_MILLION, TEN_MILLION);

    MovieLensLayout {
        files = List.copyOf(files);
    }

    /** The layout of a folder with these files; empty when it has no ratings. */
    static Optional<MovieLensLayout> of(List<String> names) {
        return ALL.stream()
                .filter(layout -> names.contains(layout.ratingsFile()))
                .filter(layout -> !layout.equals(ONE_MILLION) || names.contains("users.dat"))
                .findFirst();
    }

    /** The names of all rating files, for messages. */
    static String ratingFiles() {
        return ALL.stream().map(MovieLensLayout::ratingsFile).distinct().collect(Collectors.joining(", "));
    }

    /** Whether a movie's genres are flags, and a user's age stands before the gender. */
    boolean isHundredThousand() {
        return equals(HUNDRED_THOUSAND);
    }

    /** Throws unless the folder has all files of the layout. */
    void requireFiles(String folder, List<String> names) {
        for (String file : files) {
            if (!names.contains(file)) {
                throw new CampanileException("The MovieLens folder " + folder + " has " + ratingsFile() + ", but no "
                        + file + ": unpack the archive again.");
            }
        }
    }

    String ratingsFile() {
        return files.get(0);
    }

    String moviesFile() {
        return files.get(1);
    }

    /** The file of the users, which two layouts have. */
    Optional<String> usersFile() {
        return files.stream().skip(2).findFirst();
    }

    /** The file of the tags, which two layouts have, with the fields and in the manner of the ratings. */
    Optional<String> tagsFile() {
        if (equals(CSV)) {
            return Optional.of("tags.csv");
        }
        return equals(TEN_MILLION) ? Optional.of("tags.dat") : Optional.empty();
    }

    /** Users are written in the movies' manner, with five fields. */
    LineFormat usersFormat() {
        return plain(moviesFormat.separator(), 5, moviesFormat.encoding());
    }

    /** How the CSV files of the layout with a header are written. */
    static LineFormat csv(int fields) {
        return new LineFormat(",", fields, "UTF-8", Quoting.DOUBLE_QUOTES, Header.PRESENT);
    }

    private static LineFormat plain(String separator, int fields, String encoding) {
        return new LineFormat(separator, fields, encoding, Quoting.NONE, Header.ABSENT);
    }
}
