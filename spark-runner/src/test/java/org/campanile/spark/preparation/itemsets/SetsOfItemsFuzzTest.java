package org.campanile.spark.preparation.itemsets;

import static org.campanile.spark.preparation.FuzzedFileFixture.requireAllRows;
import static org.campanile.spark.preparation.FuzzedFileFixture.requireNothingToUse;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.FuzzedFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken lines and empty files: no crash without a message, no row lost. */
class SetsOfItemsFuzzTest {
    private static final FuzzedFormat ITEMS =
            FuzzedFormat.of(RawInteractions.SCHEMA, new SetRating(1), "u1,10,5.0,100", "u2,10,3.5,2016-02-16 08:56:12");

    private static final FuzzedFormat SETS = FuzzedFormat.of(
            RawInteractions.SCHEMA, new SetRating(5), "u1,10,20,30,40,50,3.0,900", "u2,10,20,30,40,60,4.5,901");

    @TempDir
    Path folder;

    @Test
    void brokenLinesHaveReasons() {
        ITEMS.requireRowsOrReasons(1);
        SETS.requireRowsOrReasons(2);
    }

    @Test
    void noRowIsLost() {
        Path raw = folder.resolve("raw");
        long rows = ITEMS.write(raw.resolve("item_ratings.csv"), "userId,movieId,rating,timestamp\n", 3)
                + SETS.write(raw.resolve("set_ratings.csv"), "userId,movieId_1,...,rating,timestamp\n", 4);

        requireAllRows(rows, folder.resolve("prepared"), "source: sets-of-items", "path: " + raw, "label: mean");
    }

    @Test
    void emptyFilesEndInAMessage() throws IOException {
        write(folder.resolve("raw/item_ratings.csv"), "userId,movieId,rating,timestamp");
        Files.createFile(folder.resolve("raw/set_ratings.csv"));

        requireNothingToUse(
                folder.resolve("prepared"), "source: sets-of-items", "path: " + folder.resolve("raw"), "label: mean");
    }
}
