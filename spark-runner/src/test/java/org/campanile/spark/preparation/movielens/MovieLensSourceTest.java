package org.campanile.spark.preparation.movielens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.RawInteractions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each layout of GroupLens with rows of our own. */
class MovieLensSourceTest {
    @TempDir
    Path folder;

    @Test
    void csvIsRead() {
        write(folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp", "1,31,2.5,1260759144", "007,31,3,5");
        write(
                folder.resolve("movies.csv"),
                "movieId,title,genres",
                "31,\"Mind, A \"\"Great\"\" (1995)\",Crime|Drama",
                "32,Série (2006–2007),(no genres listed)");

        RawInteractions raw = open();

        assertThat(text(raw.rows()))
                .as("user, item, time, tie, rating, no part, no reason, no text")
                .containsExactly("1,31,1260759144,31,2.5,null,null,null", "7,31,5,31,3.0,null,null,null");
        assertThat(text(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("31,[Crime;Drama],1995,null,null", "32,[],null,null,null");
        assertThat(raw.entities(FeatureSide.USER)).isEmpty();
        assertThat(raw.identity()).containsOnlyKeys("ratings.csv", "movies.csv");
    }

    @Test
    void hundredThousandIsRead() {
        write(folder.resolve("u.data"), "196\t242\t3\t881250949");
        write(
                folder.resolve("u.item"),
                StandardCharsets.ISO_8859_1,
                "242|Kolya é (1996)|24-Jan-1997||http://example.org|0|0|0|0|0|1|0|0|0|0|0|0|0|0|0|0|0|0|1",
                "267|unknown||||1|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0|0");
        write(folder.resolve("u.user"), "196|49|M|writer|55105");

        RawInteractions raw = open();

        assertThat(text(raw.rows())).containsExactly("196,242,881250949,242,3.0,null,null,null");
        /* Flags: unknown, Action, Adventure, Animation, Children's, Comedy, ..., Western */
        assertThat(text(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("242,[Comedy;Western],1996,null,null", "267,[],null,null,null");
        assertThat(text(raw.entities(FeatureSide.USER).orElseThrow().rows()))
                .as("key, gender, age, occupation, zip")
                .containsExactly("196,M,49,writer,55105,null,null");
    }

    @Test
    void oneMillionIsRead() {
        write(folder.resolve("ratings.dat"), "1::1193::5::978300760");
        write(
                folder.resolve("movies.dat"),
                StandardCharsets.ISO_8859_1,
                "1193::Les Misérables: Part 2 (1975)::Drama|Children's");
        write(folder.resolve("users.dat"), "1::F::1::10::48067", "2::M::56::16::70072");

        RawInteractions raw = open();

        assertThat(text(raw.rows())).containsExactly("1,1193,978300760,1193,5.0,null,null,null");
        assertThat(text(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("1193,[Drama;Children's],1975,null,null");
        assertThat(text(raw.entities(FeatureSide.USER).orElseThrow().rows()))
                .containsExactly("1,F,1,10,48067,null,null", "2,M,56,16,70072,null,null");
    }

    @Test
    void tenMillionIsRead() {
        write(folder.resolve("ratings.dat"), "1::122::5::838985046", "1::185::4.5::838983525");
        write(folder.resolve("movies.dat"), "122::Boomerang (1992)::Comedy|Romance");

        RawInteractions raw = open();

        assertThat(text(raw.rows()))
                .containsExactly("1,122,838985046,122,5.0,null,null,null", "1,185,838983525,185,4.5,null,null,null");
        assertThat(text(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("122,[Comedy;Romance],1992,null,null");
        assertThat(raw.entities(FeatureSide.USER)).isEmpty();
    }

    @Test
    void incompleteFoldersAreNamed() {
        write(folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp");

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage("The MovieLens folder " + folder
                        + " has ratings.csv, but no movies.csv: unpack the archive again.");
    }

    @Test
    void otherFoldersAreRefused() {
        write(folder.resolve("ml-latest-small.zip"), "not unpacked");

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage("The folder " + folder
                        + " holds no MovieLens data: it needs one of ratings.csv, u.data, ratings.dat.");
    }

    @Test
    void absentFoldersSayWhereToGetTheData() {
        Path absent = folder.resolve("absent");

        assertThatThrownBy(() ->
                        new MovieLensSource().open(spark(), configuration("source: movielens", "path: " + absent)))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no MovieLens data at " + absent
                        + ": unpack https://files.grouplens.org/datasets/movielens/ml-latest-small.zip there, point"
                        + " data.path to an unpacked folder, or set data.download: true.");
    }

    private RawInteractions open() {
        return (RawInteractions)
                new MovieLensSource().open(spark(), configuration("source: movielens", "path: " + folder));
    }

    private static List<String> text(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(MovieLensSourceTest::text).toList();
    }

    private static String text(Row row) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            boolean list = row.schema().fields()[column].dataType().typeName().equals("array");
            Object value = list ? "[" + String.join(";", row.<String>getList(column)) + "]" : row.get(column);
            text.append(column == 0 ? "" : ",").append(value);
        }
        return text.toString();
    }
}
