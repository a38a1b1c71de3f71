package org.campanile.spark.preparation.movielens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.RowTexts;
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

        assertThat(RowTexts.of(raw.rows()))
                .as("user, item, time, tie, rating, no part, no reason, no text")
                .containsExactly("1,31,1260759144,31,2.5,null,null,null", "7,31,5,31,3.0,null,null,null");
        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
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

        assertThat(RowTexts.of(raw.rows())).containsExactly("196,242,881250949,242,3.0,null,null,null");
        /* Flags: unknown, Action, Adventure, Animation, Children's, Comedy, ..., Western */
        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("242,[Comedy;Western],1996,null,null", "267,[],null,null,null");
        assertThat(RowTexts.of(raw.entities(FeatureSide.USER).orElseThrow().rows()))
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

        assertThat(RowTexts.of(raw.rows())).containsExactly("1,1193,978300760,1193,5.0,null,null,null");
        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("1193,[Drama;Children's],1975,null,null");
        assertThat(RowTexts.of(raw.entities(FeatureSide.USER).orElseThrow().rows()))
                .containsExactly("1,F,1,10,48067,null,null", "2,M,56,16,70072,null,null");
    }

    @Test
    void tenMillionIsRead() {
        write(folder.resolve("ratings.dat"), "1::122::5::838985046", "1::185::4.5::838983525");
        write(folder.resolve("movies.dat"), "122::Boomerang (1992)::Comedy|Romance");

        RawInteractions raw = open();

        assertThat(RowTexts.of(raw.rows()))
                .containsExactly("1,122,838985046,122,5.0,null,null,null", "1,185,838983525,185,4.5,null,null,null");
        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
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

    @Test
    void tagsAreTheMostFrequentOnesOfAMovie() {
        write(folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp");
        write(folder.resolve("movies.csv"), "movieId,title,genres", "31,Mind (1995),Drama", "32,Nobody's,Drama", "x,,");
        write(
                folder.resolve("tags.csv"),
                "userId,movieId,tag,timestamp",
                "1,31,Teacher,5",
                "2,31,teacher,6",
                "3,31,\"school, high\",7",
                "3,31,classroom,7",
                "4,33,noir,8",
                "4,thirty,noir,8",
                "4,31, ,8");

        RawInteractions raw = open("tags: 2");

        /* Of movie 31 teacher twice, then classroom before school by their texts; 33 has tags alone. */
        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM)
                        .orElseThrow()
                        .rows()
                        .select("key", "genres", "year", "tags", "reason", "raw")))
                .containsExactlyInAnyOrder(
                        "31,[Drama],1995,[teacher;classroom],null,null",
                        "32,[Drama],null,null,null,null",
                        "33,null,null,[noir],null,null",
                        "null,null,null,null,non-numeric-item,x,,",
                        "null,null,null,null,tag-non-numeric-item,4,thirty,noir,8",
                        "null,null,null,null,tag-empty-tag,4,31, ,8");
        assertThat(raw.identity()).containsOnlyKeys("ratings.csv", "movies.csv", "tags.csv");
    }

    @Test
    void tagsOfTenMillionAreRead() {
        write(folder.resolve("ratings.dat"), "1::122::5::838985046");
        write(folder.resolve("movies.dat"), "122::Boomerang (1992)::Comedy");
        write(folder.resolve("tags.dat"), "15::122::excellent!::1215184630");

        assertThat(RowTexts.of(
                        open("tags: 5").entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("122,[Comedy],1992,null,null,[excellent!]");
    }

    @Test
    void tagsMustBeThereWhenTheyAreAskedFor() {
        write(folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp");
        write(folder.resolve("movies.csv"), "movieId,title,genres");

        assertThatThrownBy(() -> open("tags: 3"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.tags is 3, but the MovieLens folder " + folder
                        + " has no tags.csv: set data.tags to 0, or use a data set that has tags.");
    }

    @Test
    void genomeTagsAreTheMostRelevantOnesOfAMovie() {
        write(folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp");
        write(folder.resolve("movies.csv"), "movieId,title,genres", "31,Mind (1995),Drama", "32,Nobody's,Drama");
        write(folder.resolve("genome-tags.csv"), "tagId,tag", "1,007", "2,\"school, high\"", "3,noir", "four,dark");
        write(
                folder.resolve("genome-scores.csv"),
                "movieId,tagId,relevance",
                "31,1,0.25",
                "31,2,0.75",
                "31,3,0.25",
                "33,3,0.125",
                "31,9,0.99",
                "31,3,much");

        RawInteractions raw = open("genome-tags: 2");

        /* Of movie 31 the school, then 007 before noir, which is as relevant, by its text; tag 9 has no name. */
        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM)
                        .orElseThrow()
                        .rows()
                        .select("key", "genres", "year", "genome_tags", "reason", "raw")))
                .containsExactlyInAnyOrder(
                        "31,[Drama],1995,[school, high;007],null,null",
                        "32,[Drama],null,null,null,null",
                        "33,null,null,[noir],null,null",
                        "null,null,null,null,genome-tag-non-numeric-number,four,dark",
                        "null,null,null,null,genome-score-non-numeric-relevance,31,3,much");
        assertThat(raw.identity())
                .containsOnlyKeys("ratings.csv", "movies.csv", "genome-scores.csv", "genome-tags.csv");
    }

    private RawInteractions open() {
        return open("download: false");
    }

    private RawInteractions open(String option) {
        return (RawInteractions)
                new MovieLensSource().open(spark(), configuration("source: movielens", "path: " + folder, option));
    }
}
