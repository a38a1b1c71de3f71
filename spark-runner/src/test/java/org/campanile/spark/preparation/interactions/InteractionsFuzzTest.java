package org.campanile.spark.preparation.interactions;

import static org.campanile.spark.preparation.FuzzedFileFixture.requireAllRows;
import static org.campanile.spark.preparation.FuzzedFileFixture.requireNothingToUse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.interactions.InteractionsOptions.Layout;
import org.campanile.spark.preparation.text.FuzzedFormat;
import org.campanile.spark.preparation.text.InteractionColumns;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Broken lines and empty files: no crash without a message, no row lost. */
class InteractionsFuzzTest {
    private static final FuzzedFormat LISTS = FuzzedFormat.of(
            RawInteractions.SCHEMA,
            new UserItems(Delimiter.SPACE, Layout.LISTS, 0, "train"),
            "0 72 60 1457 734",
            "1 11",
            "u2 i1 i2 i3");

    private static final FuzzedFormat TRIPLES = triples(Delimiter.COMMA, "u1,i1,3.5,100", "u1,\"i,2\",4,1.5e9");

    @TempDir
    Path folder;

    @Test
    void brokenListsHaveReasons() {
        LISTS.requireRowsOrReasons(1);
    }

    @ParameterizedTest
    @EnumSource(Delimiter.class)
    void brokenTriplesHaveReasons(Delimiter delimiter) {
        String between = switch (delimiter) {
            case TAB -> "\t";
            case DOUBLE_COLON -> "::";
            case COMMA -> ",";
            case SPACE -> " ";
        };
        triples(delimiter, String.join(between, "u1", "i1", "3.5", "100"), String.join(between, "u2", "i1", "4", "1.5"))
                .requireRowsOrReasons(2);
    }

    @Test
    void noRowOfListsIsLost() {
        long rows = LISTS.write(folder.resolve("lists.txt"), "", 3);

        requireAllRows(
                rows,
                folder.resolve("prepared"),
                "source: interactions",
                "layout: lists",
                "path: " + folder.resolve("lists.txt"));
    }

    @Test
    void noRowOfTriplesIsLost() {
        long rows = TRIPLES.write(folder.resolve("triples.csv"), "user,item,rating,time\n", 4);

        requireAllRows(
                rows,
                folder.resolve("prepared"),
                "source: interactions",
                "layout: triples",
                "path: " + folder.resolve("triples.csv"));
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void emptyFilesEndInAMessage(Layout layout) throws IOException {
        Files.createFile(folder.resolve("empty.txt"));

        requireNothingToUse(
                folder.resolve("prepared"),
                "source: interactions",
                "layout: " + layout.name().toLowerCase(Locale.ROOT),
                "path: " + folder.resolve("empty.txt"));
    }

    private static FuzzedFormat triples(Delimiter delimiter, String... whole) {
        TripleFormat format = new TripleFormat(delimiter, 4, InteractionColumns.inOrder(4), Header.ABSENT);
        return FuzzedFormat.of(RawInteractions.SCHEMA, new Triple(format, 0, null), whole);
    }
}
