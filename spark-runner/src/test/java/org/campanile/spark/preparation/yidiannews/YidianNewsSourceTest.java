package org.campanile.spark.preparation.yidiannews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.RowTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The competition's files and the merged file; rows are user, item, time, tie, click, part, reason, text. */
class YidianNewsSourceTest {
    private static final String MERGED_HEADER = ",userId,itemId,showTime,network,refresh,showPos,click,deviceName,OS,"
            + "province,city,age0,age1,age2,age3,female,male";

    @TempDir
    Path folder;

    @Test
    void impressionsUsersAndDocumentsAreRead() {
        write(
                folder.resolve("train_data.txt"),
                "1000014754\t463510256\t1624843756147\t5\t0\t16\t0\t0",
                "1000014754\t463852707\t1624843756147\t5\t0\t13\t1\t80",
                "1000014754\t463852707\t1624843756147\t5\t0\t13\t2\t80",
                "1000014754\t463852707\tnow\t5\t0\t13\t1\t80");
        write(
                folder.resolve("user_info.txt"),
                "1000014754\tDVC-AN20\tAndroid\t江西\t南昌\tA_0_24:0.007,A_25_29:0.042,A_30_39:0.293,A_40+:0.658"
                        + "\tfemale:0.5,male:0.5",
                "1000014755\t\t\t\t\t\t",
                "1000014756\tx\tx\tx\tx\told\t");
        write(
                folder.resolve("doc_info.txt"),
                "463510256\tA \"title\"\t1624840000000\t3\t体育\t体育/NBA\t湖人:7.5,NBA:5,湖人:1,a:b:2",
                "463852707\tUntitled\t\t\t\t\t",
                "463852708\tBroken\t\tmany\t\t\t");

        RawInteractions raw = open();

        assertThat(RowTexts.of(raw.rows()))
                .containsExactly(
                        "1000014754,463510256,1624843756,147,0.0,null,null,null",
                        "1000014754,463852707,1624843756,147,1.0,null,null,null",
                        "null,null,null,null,null,null,unknown-click,"
                                + "1000014754\t463852707\t1624843756147\t5\t0\t13\t2\t80",
                        "null,null,null,null,null,null,non-numeric-time,"
                                + "1000014754\t463852707\tnow\t5\t0\t13\t1\t80");
        assertThat(RowTexts.of(raw.entities(FeatureSide.USER).orElseThrow().rows()))
                .as("device, system, province, city, most probable age, most probable gender (the first of equal ones)")
                .containsExactly(
                        "1000014754,DVC-AN20,Android,江西,南昌,A_40+,female,null,null",
                        "1000014755,null,null,null,null,null,null,null,null",
                        "null,null,null,null,null,null,null,malformed-age,1000014756\tx\tx\tx\tx\told\t");
        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .as("images, category, subcategory, keywords without their weights")
                .containsExactly(
                        "463510256,3.0,体育,体育/NBA,[湖人;NBA;a:b],null,null",
                        "463852707,null,null,null,[],null,null",
                        "null,null,null,null,null,non-numeric-images,463852708\tBroken\t\tmany\t\t\t");
        assertThat(raw.identity()).containsOnlyKeys("train_data.txt", "user_info.txt", "doc_info.txt");
    }

    @Test
    void theMergedFileHasUsersBesideTheirImpressions() {
        write(
                folder.resolve("sample.csv"),
                MERGED_HEADER,
                "0,1000014754,463510256,1624843756147,5,0,16,0,DVC-AN20,Android,江西,南昌,0.1,0.2,0.6,0.1,0.4,0.6",
                "1,1000014755,463852707,1624843756148,5,0,13,1,vivo,Android,江西,南昌,,,,,,",
                "2,1000014756,463852707,1624843756148,5,0,13,1,vivo,Android,江西,南昌,0.1,,0.1,0.1,0.4,0.6");

        RawInteractions raw = open();

        assertThat(RowTexts.of(raw.rows()))
                .containsExactly(
                        "1000014754,463510256,1624843756,147,0.0,null,null,null",
                        "1000014755,463852707,1624843756,148,1.0,null,null,null",
                        "1000014756,463852707,1624843756,148,1.0,null,null,null");
        assertThat(RowTexts.of(raw.entities(FeatureSide.USER).orElseThrow().rows()))
                .as("ages 0 to 3 have the names of the competition's files")
                .containsExactly(
                        "1000014754,DVC-AN20,Android,江西,南昌,A_30_39,male,null,null",
                        "1000014755,vivo,Android,江西,南昌,null,null,null,null",
                        "null,null,null,null,null,null,null,empty-age,"
                                + "2,1000014756,463852707,1624843756148,5,0,13,1,vivo,Android,江西,南昌,0.1,,0.1,0.1,0.4,0.6");
    }

    @Test
    void missingColumnsAreNamed() {
        write(folder.resolve("sample.csv"), "userId,itemId,click", "1,2,0");

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage("The header of " + folder.resolve("sample.csv")
                        + " has no column showTime, but: [userId, itemId, click].");
    }

    @Test
    void missingFilesAreNamed() {
        write(folder.resolve("train_data.txt"), "1\t2\t3\t5\t0\t16\t0\t0");
        write(folder.resolve("user_info.txt"), "1\t\t\t\t\t\t");

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "The folder " + folder + " has train_data.txt, but no doc_info.txt: unpack the archive again.");
    }

    @Test
    void otherFoldersAreRefused() {
        write(folder.resolve("notes.txt"), "nothing");

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage("The folder " + folder + " holds no Yidian data: it needs train_data.txt, user_info.txt,"
                        + " doc_info.txt, or one CSV file of merged impressions and users.");
    }

    private RawInteractions open() {
        return (RawInteractions)
                new YidianNewsSource().open(spark(), configuration("source: yidian-news", "path: " + folder));
    }
}
