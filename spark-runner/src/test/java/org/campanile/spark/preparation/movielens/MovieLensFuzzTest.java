package org.campanile.spark.preparation.movielens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.FuzzedFileFixture.requireAllRows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.campanile.spark.preparation.InputCounts;
import org.campanile.spark.preparation.PreparationReport;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.FuzzedFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken lines of every file: no crash without a message, no row lost. */
class MovieLensFuzzTest {
    private static final MovieLensLayout CSV =
            MovieLensLayout.of(List.of("ratings.csv")).orElseThrow();
    private static final MovieLensLayout FLAGS =
            MovieLensLayout.of(List.of("u.data")).orElseThrow();

    private static final FuzzedFormat RATINGS = FuzzedFormat.of(
            RawInteractions.SCHEMA,
            CSV.ratingsFormat(),
            MovieLensLines.ratings(),
            "1,31,2.5,1260759144",
            "7,32,3,5",
            "1,33,4,6");

    private static final FuzzedFormat MOVIES = FuzzedFormat.of(
            MovieLensReader.MOVIE,
            CSV.moviesFormat(),
            MovieLensLines.movies(),
            "31,\"Mind, A \"\"Great\"\" (1995)\",Crime|Drama",
            "32,Série (2006–2007),(no genres listed)");

    private static final FuzzedFormat TAGS = FuzzedFormat.of(
            MovieTags.TAG_ROWS,
            CSV.ratingsFormat(),
            MovieLensLines.tags(),
            "2,31,funny,1445714994",
            "2,32,\"Highly, quotable\",1445714996");

    @TempDir
    Path folder;

    @Test
    void brokenLinesHaveReasons() {
        RATINGS.requireRowsOrReasons(1);
        MOVIES.requireRowsOrReasons(2);
        TAGS.requireRowsOrReasons(3);
        FuzzedFormat.of(
                        MovieLensReader.MOVIE,
                        FLAGS.moviesFormat(),
                        MovieLensLines.flaggedMovies(),
                        "267|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0")
                .requireRowsOrReasons(4);
        FuzzedFormat.of(
                        MovieLensReader.USER,
                        FLAGS.usersFormat(),
                        MovieLensLines.usersAgeFirst(),
                        "196|49|M|writer|55105")
                .requireRowsOrReasons(5);
    }

    @Test
    void noRowIsLost() {
        Path raw = folder.resolve("raw");
        long rows = RATINGS.write(raw.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n", 6);
        long movies = MOVIES.write(raw.resolve("movies.csv"), "movieId,title,genres\n", 7);
        TAGS.write(raw.resolve("tags.csv"), "userId,movieId,tag,timestamp\n", 8);

        PreparationReport report =
                requireAllRows(rows, folder.resolve("prepared"), "source: movielens", "path: " + raw, "tags: 5");

        InputCounts items = report.inputs().get(1);
        long brokenTags = items.rejected().entrySet().stream()
                .filter(reason -> reason.getKey().startsWith("tag-"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(brokenTags).isPositive();
        assertThat(items.read())
                .as("movies with broken tags, and movies that only tags know")
                .isGreaterThanOrEqualTo(movies + brokenTags);
    }
}
