package org.campanile.spark.preparation.itemsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.PreparationFixture;
import org.campanile.spark.preparation.PreparationJob;
import org.campanile.spark.preparation.PreparationReport;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.RowTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratings of movies and of sets; rows are user, item, time, tie, label, part, reason, text. */
class SetsOfItemsSourceTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() {
        write(
                folder.resolve("raw/item_ratings.csv"),
                "userId,movieId,rating,timestamp",
                "u1,10,5.0,100",
                "u1,20,2.0,200",
                "u2,10,4.0,2016-02-16 08:56:12",
                "u2,20,3.5,yesterday at 5:00");
        write(
                folder.resolve("raw/set_ratings.csv"),
                "userId,movieId_1,movieId_2,movieId_3,movieId_4,movieId_5,rating,timestamp",
                "u1,10,20,30,40,50,3.0,900",
                "u2,10,20,30,40,60,4.5,901",
                "u2,10,20,30,40,4.5,902");
    }

    @Test
    void aSetsRatingIsThatOfTheMembersNotRatedAlone() {
        assertThat(RowTexts.of(open().rows()))
                .as("2016-02-16 is day 16,847 since 1970: 16847 x 86400 + 8 x 3600 + 56 x 60 + 12 = 1455612972")
                .containsExactlyInAnyOrder(
                        "u1,10,100,0,1.0,null,null,null",
                        "u1,20,200,0,0.0,null,null,null",
                        "u2,10,1455612972,0,1.0,null,null,null",
                        "null,null,null,null,0.0,null,non-numeric-timestamp,u2,20,3.5,yesterday at 5:00",
                        /* Rated alone: with their own times and labels. */
                        "u1,10,100,0,1.0,null,null,null",
                        "u1,20,200,0,0.0,null,null,null",
                        "u2,10,1455612972,0,1.0,null,null,null",
                        /* 3.0 is less than 4, 4.5 is not. */
                        "u1,30,900,0,0.0,null,null,null",
                        "u1,40,900,0,0.0,null,null,null",
                        "u1,50,900,0,0.0,null,null,null",
                        "u2,20,901,0,1.0,null,null,null",
                        "u2,30,901,0,1.0,null,null,null",
                        "u2,40,901,0,1.0,null,null,null",
                        "u2,60,901,0,1.0,null,null,null",
                        "null,null,null,null,0.0,null,wrong-number-of-fields,u2,10,20,30,40,4.5,902");
    }

    @Test
    void aRatingOfTheMeanIsPositive() {
        /* Movies: (5 + 2 + 4) / 3 = 3.67; sets: (3 + 4.5) / 2 = 3.75. */
        assertThat(labels("label: mean"))
                .containsExactlyInAnyOrder(
                        "u1,10,1.0",
                        "u1,20,0.0",
                        "u2,10,1.0",
                        "u1,10,1.0",
                        "u1,20,0.0",
                        "u1,30,0.0",
                        "u1,40,0.0",
                        "u1,50,0.0",
                        "u2,10,1.0",
                        "u2,20,1.0",
                        "u2,30,1.0",
                        "u2,40,1.0",
                        "u2,60,1.0");
    }

    @Test
    void theThresholdItselfIsPositive() {
        assertThat(labels("threshold: 2", "set-ratings: none"))
                .containsExactlyInAnyOrder("u1,10,1.0", "u1,20,1.0", "u2,10,1.0");
        assertThat(labels("threshold: 4.5", "set-ratings: none"))
                .containsExactlyInAnyOrder("u1,10,1.0", "u1,20,0.0", "u2,10,0.0");
    }

    @Test
    void membersRatedAloneAreDuplicates() {
        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration(
                                "source: sets-of-items",
                                "path: " + folder.resolve("raw"),
                                "prepared: " + folder.resolve("prepared"),
                                "max-rejected-fraction: 0.2"))
                .run();

        /* 4 lines of movies, 2 x 5 rows of sets, 1 broken line of sets. */
        assertThat(report.rows().read()).isEqualTo(15);
        assertThat(report.rows().duplicates()).isEqualTo(3);
        assertThat(report.rows().rejectedRows()).isEqualTo(2);
        assertThat(report.rows().used()).isEqualTo(10);
        assertThat(PreparationFixture.values(PreparationFixture.open(report), "user"))
                .containsExactlyInAnyOrder("", "u1", "u2");
    }

    @Test
    void bothFilesMustBeThereUnlessSetsAreLeftOut() throws IOException {
        Files.delete(folder.resolve("raw/set_ratings.csv"));

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage("The folder " + folder.resolve("raw")
                        + " has no set_ratings.csv: unpack GroupLens's learning-from-sets-2019.zip there.");
        assertThat(labels("set-ratings: none")).hasSize(3);
    }

    private List<String> labels(String... options) {
        return RowTexts.of(open(options)
                .rows()
                .filter("reason is null")
                .select(RawInteractions.USER, RawInteractions.ITEM, RawInteractions.VALUE));
    }

    private RawInteractions open(String... options) {
        List<String> data = new ArrayList<>(List.of("source: sets-of-items", "path: " + folder.resolve("raw")));
        data.addAll(List.of(options));
        return (RawInteractions) new SetsOfItemsSource().open(spark(), configuration(data.toArray(String[]::new)));
    }
}
