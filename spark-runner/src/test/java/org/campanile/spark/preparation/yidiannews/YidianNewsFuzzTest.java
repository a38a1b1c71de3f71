package org.campanile.spark.preparation.yidiannews;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.FuzzedFileFixture.requireAllRows;
import static org.campanile.spark.preparation.FuzzedFileFixture.requireNothingToUse;
import static org.campanile.spark.preparation.PreparationFixture.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.campanile.spark.preparation.PreparationReport;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.FuzzedFormat;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken lines and empty files: no crash without a message, no row lost. */
class YidianNewsFuzzTest {
    private static final FuzzedFormat IMPRESSIONS = FuzzedFormat.of(
            RawInteractions.SCHEMA,
            tabs(8),
            LogLines.impressions(),
            "1000014754\t463510256\t1624843756147\t5\t0\t16\t0\t0",
            "1000014755\t463852707\t1624843756147\t5\t0\t13\t1\t80");

    private static final FuzzedFormat USERS = FuzzedFormat.of(
            YidianFeatures.USER,
            tabs(7),
            LogLines.users(),
            "1000014754\tDVC-AN20\tAndroid\t江西\t南昌\tA_0_24:0.007,A_40+:0.658\tfemale:0.5,male:0.5",
            "1000014755\t\t\t\t\t\t");

    private static final FuzzedFormat DOCUMENTS = FuzzedFormat.of(
            YidianFeatures.DOCUMENT,
            tabs(7),
            LogLines.documents(),
            "463510256\tA title\t1624840000000\t3\t体育\t体育/NBA\t湖人:7.5,NBA:5",
            "463852707\t\t\t\t\t\t");

    private static final String HEADER = ",userId,itemId,showTime,network,refresh,showPos,click,deviceName,OS,province,"
            + "city,age0,age1,age2,age3,female,male";
    private static final MergedFile MERGED = new MergedFile(spark(), "merged.csv", List.of(HEADER.split(",", -1)));
    private static final String[] MERGED_LINES = {
        "0,1000014754,463510256,1624843756147,5,0,16,0,DVC-AN20,Android,江西,南昌,0.1,0.2,0.6,0.1,0.4,0.6",
        "1,1000014755,463852707,1624843756148,5,0,13,1,vivo,Android,江西,\"南,昌\",,,,,,"
    };
    private static final FuzzedFormat MERGED_IMPRESSIONS =
            FuzzedFormat.of(RawInteractions.SCHEMA, MERGED.format(), MERGED.impressionParser(), MERGED_LINES);
    private static final FuzzedFormat MERGED_USERS =
            FuzzedFormat.of(YidianFeatures.USER, MERGED.format(), MERGED.userParser(), MERGED_LINES);

    @TempDir
    Path folder;

    @Test
    void brokenLinesHaveReasons() {
        IMPRESSIONS.requireRowsOrReasons(1);
        USERS.requireRowsOrReasons(2);
        DOCUMENTS.requireRowsOrReasons(3);
        MERGED_IMPRESSIONS.requireRowsOrReasons(7);
        MERGED_USERS.requireRowsOrReasons(8);
    }

    @Test
    void noRowIsLost() {
        Path raw = folder.resolve("raw");
        long rows = IMPRESSIONS.write(raw.resolve("train_data.txt"), "", 4);
        long users = USERS.write(raw.resolve("user_info.txt"), "", 5);
        long documents = DOCUMENTS.write(raw.resolve("doc_info.txt"), "", 6);

        PreparationReport report =
                requireAllRows(rows, folder.resolve("prepared"), "source: yidian-news", "path: " + raw);

        assertThat(report.inputs().get(1).read()).isEqualTo(users);
        assertThat(report.inputs().get(2).read()).isEqualTo(documents);
    }

    @Test
    void noRowOfTheMergedFileIsLost() {
        long rows = MERGED_IMPRESSIONS.write(folder.resolve("merged.csv"), HEADER + "\n", 9);

        PreparationReport report = requireAllRows(
                rows, folder.resolve("prepared"), "source: yidian-news", "path: " + folder.resolve("merged.csv"));

        assertThat(report.inputs().get(1).read()).isEqualTo(rows);
    }

    @Test
    void emptyFilesEndInAMessage() throws IOException {
        for (String file : LogFiles.ALL) {
            Files.createFile(folder.resolve(file));
        }

        requireNothingToUse(folder.resolve("prepared"), "source: yidian-news", "path: " + folder);
    }

    private static LineFormat tabs(int fields) {
        return new LineFormat("\t", fields, "UTF-8", Quoting.NONE, Header.ABSENT);
    }
}
