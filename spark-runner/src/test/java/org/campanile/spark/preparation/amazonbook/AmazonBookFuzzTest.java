package org.campanile.spark.preparation.amazonbook;

import static org.campanile.spark.preparation.FuzzedFileFixture.requireAllRows;
import static org.campanile.spark.preparation.FuzzedFileFixture.requireNothingToUse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.amazonbook.AmazonBookOptions.ColumnOrder;
import org.campanile.spark.preparation.text.FuzzedFormat;
import org.campanile.spark.preparation.text.LineFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken lines and empty files: no crash without a message, no row lost. */
class AmazonBookFuzzTest {
    private static final FuzzedFormat ITEMS = FuzzedFormat.of(
            RawInteractions.SCHEMA,
            new LineFormat(",", 3, "UTF-8", LineFormat.Quoting.NONE, LineFormat.Header.ABSENT),
            OrderedItem.in("train"),
            "0,17978,0",
            "0,901,1",
            "1,901,0");

    private static final FuzzedFormat USERS = FuzzedFormat.of(
            RawInteractions.SCHEMA,
            new HeldOutUser("test"),
            "user_id:482946 target_item:0 hist_item:292711 hist_item:8050 eval_item:12033",
            "user_id:7\ttarget_item:0\thist_item:5\teval_item:9\teval_item:3");

    private static final FuzzedFormat REVIEWS = FuzzedFormat.of(
            RawInteractions.SCHEMA,
            new Review(null),
            "{\"reviewerID\": \"A1\", \"asin\": \"000100039X\", \"helpful\": [0, 1], \"overall\": 5.0,"
                    + " \"unixReviewTime\": 1355616000}",
            "{\"rating\": 1.0, \"asin\": \"B00YQ6X8EO\", \"parent_asin\": \"B00YQ6X8E1\", \"user_id\": \"AGKH\","
                    + " \"timestamp\": 1588687728923}");

    private static final RatingColumns USER_FIRST = RatingColumns.of("x.csv", List.of(), ColumnOrder.USER_FIRST);

    private static final FuzzedFormat RATINGS = FuzzedFormat.of(
            RawInteractions.SCHEMA,
            USER_FIRST.format(),
            USER_FIRST.parser(null),
            "AH2L9G3DQHHAJ,0000000116,4.0,1019865600",
            "A1,\"0000000117\",4.0,1588687728923");

    @TempDir
    Path folder;

    @Test
    void brokenLinesHaveReasons() {
        ITEMS.requireRowsOrReasons(1);
        USERS.requireRowsOrReasons(2);
        REVIEWS.requireRowsOrReasons(3);
        RATINGS.requireRowsOrReasons(4);
        FuzzedFormat.of(ItemCategories.COLUMNS, ItemCategories.FORMAT, ItemCategories.parser(), "17,3", "5,Books")
                .requireRowsOrReasons(9);
    }

    @Test
    void noRowOfADividedSetIsLost() {
        Path raw = folder.resolve("raw");
        long rows = ITEMS.write(raw.resolve("train.txt"), "", 5) + USERS.write(raw.resolve("test.txt"), "", 6);

        requireAllRows(rows, folder.resolve("prepared"), "source: amazon-book", "path: " + raw);
    }

    @Test
    void noRowOfRawReviewsIsLost() {
        Path raw = folder.resolve("raw");
        long rows = REVIEWS.write(raw.resolve("Books.json"), "", 7) + RATINGS.write(raw.resolve("Books.csv"), "", 8);

        requireAllRows(rows, folder.resolve("prepared"), "source: amazon-book", "path: " + raw, "columns: user-first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.txt", "Books.json", "Books.csv"})
    void emptyFilesEndInAMessage(String name) throws IOException {
        Files.createFile(folder.resolve(name));

        requireNothingToUse(folder.resolve("prepared"), "source: amazon-book", "path: " + folder.resolve(name));
    }
}
