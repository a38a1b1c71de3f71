package org.campanile.spark.preparation.movielens;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;

/** The layouts in which GroupLens has published MovieLens, told apart by their files. */
enum MovieLensLayout {
    /** latest, latest-small, 20M, 25M and 32M: CSV with a header, no users. */
    CSV(List.of("ratings.csv", "movies.csv"), csv(4), csv(3)),

    /** 100K: tabs and bars, a movie's genres as flags. */
    HUNDRED_THOUSAND(List.of("u.data", "u.item", "u.user"), plain("\t", 4, "UTF-8"), plain("|", 24, "ISO-8859-1")),

    /** 1M: double colons, with users. */
    ONE_MILLION(
            List.of("ratings.dat", "movies.dat", "users.dat"), plain("::", 4, "UTF-8"), plain("::", 3, "ISO-8859-1")),

    /** 10M: as 1M without users. */
    TEN_MILLION(List.of("ratings.dat", "movies.dat"), plain("::", 4, "UTF-8"), plain("::", 3, "UTF-8"));

    private final List<String> files;
    private final LineFormat ratings;
    private final LineFormat movies;

    MovieLensLayout(List<String> files, LineFormat ratings, LineFormat movies) {
        this.files = files;
        this.ratings = ratings;
        this.movies = movies;
    }

    /** The layout of a folder with these files; empty when it has no ratings. */
    static Optional<MovieLensLayout> of(List<String> names) {
        return Arrays.stream(values())
                .filter(layout -> names.contains(layout.ratingsFile()))
                .filter(layout -> layout != ONE_MILLION || names.contains("users.dat"))
                .findFirst();
    }

    /** The names of all rating files, for messages. */
    static String ratingFiles() {
        return Arrays.stream(values())
                .map(MovieLensLayout::ratingsFile)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The files that are read. */
    List<String> files() {
        return files;
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

    LineFormat ratingsFormat() {
        return ratings;
    }

    LineFormat moviesFormat() {
        return movies;
    }

    /** Users are written in the movies' manner, with five fields. */
    LineFormat usersFormat() {
        return plain(movies.separator(), 5, movies.encoding());
    }

    private static LineFormat csv(int fields) {
        return new LineFormat(",", fields, "UTF-8", Quoting.DOUBLE_QUOTES, Header.PRESENT);
    }

    private static LineFormat plain(String separator, int fields, String encoding) {
        return new LineFormat(separator, fields, encoding, Quoting.NONE, Header.ABSENT);
    }
}
