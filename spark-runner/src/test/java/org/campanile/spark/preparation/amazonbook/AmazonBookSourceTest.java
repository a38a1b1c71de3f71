package org.campanile.spark.preparation.amazonbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.RowTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each form in which Amazon's reviews come; rows are user, item, time, tie, rating, part, reason, text. */
class AmazonBookSourceTest {
    @TempDir
    Path folder;

    @Test
    void heldOutUsersHaveAHistoryAndItemsToBeFound() {
        write(folder.resolve("train.txt"), "0,17,0", "0,5,1", "1,17");
        write(
                folder.resolve("valid.txt"),
                "user_id:7 target_item:0 hist_item:17 hist_item:9 eval_item:5",
                "user_id:8\ttarget_item:0\thist_item:5\teval_item:9\teval_item:3",
                "target_item:0 hist_item:5");

        RawInteractions raw = open("");

        assertThat(RowTexts.of(raw.rows()))
                .containsExactly(
                        "0,17,0,0,1.0,train,null,null",
                        "0,5,1,0,1.0,train,null,null",
                        "null,null,null,null,null,null,wrong-number-of-fields,1,17",
                        "7,17,0,0,1.0,history,null,null",
                        "7,9,1,0,1.0,history,null,null",
                        "7,5,2,0,1.0,validation,null,null",
                        "8,5,0,0,1.0,history,null,null",
                        "8,9,1,0,1.0,validation,null,null",
                        "8,3,2,0,1.0,validation,null,null",
                        "null,null,null,null,null,null,no-user,target_item:0 hist_item:5");
        assertThat(raw.identity()).containsOnlyKeys("train.txt", "valid.txt");
    }

    @Test
    void fourFifthsOfAHeldOutSequenceAreKnown() {
        write(folder.resolve("book_train.txt"), "0,17,0");
        write(folder.resolve("book_item_map.txt"), "B00005N7P0,1");
        write(
                folder.resolve("book_test.txt"),
                "9,4,3",
                "9,1,0",
                "9,2,1",
                "9,5,4",
                "9,3,2",
                "8,1,0",
                "8,2,1",
                "8,3,2",
                "6,1,0",
                "broken");

        /* Of 5 items floor(4.0) = 4 are known, of 3 floor(2.4) = 2, of 1 floor(0.8) = 0. */
        assertThat(RowTexts.of(open("").rows()))
                .containsExactlyInAnyOrder(
                        "0,17,0,0,1.0,train,null,null",
                        "9,1,0,0,1.0,history,null,null",
                        "9,2,1,0,1.0,history,null,null",
                        "9,3,2,0,1.0,history,null,null",
                        "9,4,3,0,1.0,history,null,null",
                        "9,5,4,0,1.0,test,null,null",
                        "8,1,0,0,1.0,history,null,null",
                        "8,2,1,0,1.0,history,null,null",
                        "8,3,2,0,1.0,test,null,null",
                        "6,1,0,0,1.0,test,null,null",
                        "null,null,null,null,null,null,wrong-number-of-fields,broken");
    }

    @Test
    void categoriesOfItemsAreTheirFeatures() {
        write(folder.resolve("book_train.txt"), "0,17,0");
        write(folder.resolve("book_item_cate.txt"), "17,3", "5,", "9");

        RawInteractions raw = open("");

        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactly("17,3,null,null", "null,null,empty-category,5,", "null,null,wrong-number-of-fields,9");
        assertThat(raw.identity()).containsOnlyKeys("book_train.txt", "book_item_cate.txt");
    }

    @Test
    void partsMayBeFolders() {
        write(folder.resolve("train/part-00000"), "0,17,0");
        write(folder.resolve("train/_SUCCESS"), "");
        write(folder.resolve("test/part-00000"), "user_id:7 hist_item:17 eval_item:5");

        assertThat(RowTexts.of(open("").rows()))
                .containsExactlyInAnyOrder(
                        "0,17,0,0,1.0,train,null,null", "7,17,0,0,1.0,history,null,null", "7,5,1,0,1.0,test,null,null");
    }

    @Test
    void trainingRowsAloneGiveNoSplit() {
        write(folder.resolve("train.txt"), "0,17,0");

        assertThat(RowTexts.of(open("").rows())).containsExactly("0,17,0,0,1.0,null,null,null");
    }

    @Test
    void reviewsOfAllYearsAreRead() throws IOException {
        writePacked(
                folder.resolve("reviews_Books_5.json.gz"),
                "{\"reviewerID\": \"A1\", \"asin\": \"000100039X\", \"reviewText\": \"a, \\\"b\\\"\", \"helpful\": [0, 1],"
                        + " \"overall\": 5.0, \"unixReviewTime\": 1355616000}",
                "{'reviewerID': 'A2', 'asin': '000100039X', 'reviewText': \"it's\", 'overall': 4.0, 'unixReviewTime':"
                        + " 1071100800}");
        write(
                folder.resolve("Books.jsonl"),
                "{\"rating\": 1.0, \"images\": [{\"a\": \"b\"}], \"asin\": \"B00YQ6X8EO\", \"parent_asin\": \"B00YQ6X8E1\","
                        + " \"user_id\": \"AGKH\", \"timestamp\": 1588687728923}",
                "{\"rating\": 1.0, \"parent_asin\": \"B00YQ6X8E1\", \"timestamp\": 1588687728923}",
                "[1]",
                "{\"rating\": 1.0");
        write(folder.resolve("meta_Books.json"), "{\"asin\": \"000100039X\", \"title\": \"The Prophet\"}");

        assertThat(RowTexts.of(open("").rows()))
                .as("1588687728923 ms are 1588687728 s and 923 ms")
                .containsExactly(
                        "AGKH,B00YQ6X8E1,1588687728,923,1.0,null,null,null",
                        "null,null,null,null,null,null,no-user,{\"rating\": 1.0, \"parent_asin\": \"B00YQ6X8E1\","
                                + " \"timestamp\": 1588687728923}",
                        "null,null,null,null,null,null,no-json-object,[1]",
                        "null,null,null,null,null,null,malformed-json,{\"rating\": 1.0",
                        "A1,000100039X,1355616000,0,5.0,null,null,null",
                        "A2,000100039X,1071100800,0,4.0,null,null,null");
    }

    @Test
    void metadataOfAllYearsAreFeaturesOfItems() {
        write(folder.resolve("Books.csv"), "A1,000100039X,5.0,1355616000");
        write(
                folder.resolve("meta_Books.json"),
                "{'asin': '000100039X', 'title': \"The Prophet's\", 'price': 8.5, 'brand': '', 'categories': [['Books',"
                        + " 'Poetry'], ['Books', 'Arts']], 'related': {'also_bought': ['1']}}",
                "{\"asin\": \"B00YQ6X8EO\", \"brand\": \"by\\n   Acme\", \"category\": [\"Books\", \"Tools \"],"
                        + " \"price\": \"$1,005.99 - $2,000.00\"}",
                "{\"title\": \"nameless\"}",
                "[]",
                "{\"asin\"");
        write(
                folder.resolve("meta_Movies.jsonl"),
                "{\"parent_asin\": \"B00YQ6X8E1\", \"asin\": \"B00YQ6X8E2\", \"title\": \"ALIEN 3 (DVD)\", \"store\":"
                        + " \"Fox\", \"price\": null, \"categories\": []}");

        RawInteractions raw = open("");

        assertThat(RowTexts.of(raw.entities(FeatureSide.ITEM).orElseThrow().rows()))
                .containsExactlyInAnyOrder(
                        "000100039X,[the;prophet;s],null,[Books;Poetry;Arts],8.5,null,null",
                        "B00YQ6X8EO,[],by Acme,[Books;Tools],1005.99,null,null",
                        "null,null,null,null,null,no-item,{\"title\": \"nameless\"}",
                        "null,null,null,null,null,no-json-object,[]",
                        "null,null,null,null,null,malformed-json,{\"asin\"",
                        "B00YQ6X8E1,[alien;3;dvd],Fox,[],null,null,null");
        assertThat(raw.identity()).containsOnlyKeys("Books.csv", "meta_Books.json", "meta_Movies.jsonl");
    }

    @Test
    void ratingsOf2014HaveTheUserFirst() {
        write(folder.resolve("ratings_Books.csv"), "AH2L9G3DQHHAJ,0000000116,4.0,1019865600");

        assertThat(RowTexts.of(open("").rows()))
                .containsExactly("AH2L9G3DQHHAJ,0000000116,1019865600,0,4.0,null,null,null");
    }

    @Test
    void ratingsOf2018HaveTheItemFirst() {
        write(folder.resolve("Books.csv"), "0001713353,A1C6M8LCIX4M6M,5.0,1123804800");

        assertThat(RowTexts.of(open("").rows()))
                .containsExactly("A1C6M8LCIX4M6M,0001713353,1123804800,0,5.0,null,null,null");
    }

    @Test
    void ratingsOf2023NameTheirColumnsAndMayBeDivided() {
        String header = "user_id,parent_asin,rating,timestamp";
        write(folder.resolve("Books.train.csv"), header + ",history", "AG,1782490671,4.0,1547589356557,");
        write(folder.resolve("Books.valid.csv"), header, "AG,0593235657,5.0,1640629604904");
        write(folder.resolve("Books.test.csv"), header, "AG,0679450815,1.0,1658690038422");

        assertThat(RowTexts.of(open("").rows()))
                .containsExactlyInAnyOrder(
                        "AG,1782490671,1547589356,557,4.0,train,null,null",
                        "AG,0593235657,1640629604,904,5.0,validation,null,null",
                        "AG,0679450815,1658690038,422,1.0,test,null,null");
    }

    @Test
    void theOrderOfColumnsIsAskedForWhenItCannotBeTold() {
        write(folder.resolve("ratings.csv"), "1,2,5,100");

        assertThatThrownBy(() -> open(""))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "Which column of ratings.csv is the user and which the item cannot be told: set data.columns to"
                                + " user-first or item-first.");
        assertThat(RowTexts.of(open("columns: item-first").rows())).containsExactly("2,1,100,0,5.0,null,null,null");
    }

    @Test
    void oneFileMayBeGivenAlone() {
        write(folder.resolve("more.txt"), "not read");
        write(folder.resolve("clicks.txt"), "0,17,0");

        RawInteractions raw = (RawInteractions) new AmazonBookSource()
                .open(spark(), configuration("source: amazon-book", "path: " + folder.resolve("clicks.txt")));

        assertThat(RowTexts.of(raw.rows())).containsExactly("0,17,0,0,1.0,null,null,null");
    }

    @Test
    void foldersOfTwoKindsAreRefused() {
        write(folder.resolve("train.txt"), "0,17,0");
        write(folder.resolve("Books.csv"), "0001713353,A1C6M8LCIX4M6M,5.0,1123804800");

        assertThatThrownBy(() -> open(""))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The folder " + folder
                        + " holds both a divided data set and raw reviews (train.txt, Books.csv): put each in a folder of"
                        + " its own.");
    }

    @Test
    void otherFoldersAreRefused() {
        write(folder.resolve("notes.txt"), "nothing");
        write(folder.resolve("more.md"), "nothing");

        assertThatThrownBy(() -> open(""))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("The folder " + folder + " holds no Amazon data: it needs train.txt");
    }

    @Test
    void filesOutsideTheSplitAreNamed() {
        String header = "user_id,parent_asin,rating,timestamp";
        write(folder.resolve("Books.csv"), header);
        write(folder.resolve("Books.test.csv"), header);

        assertThatThrownBy(() -> open(""))
                .isInstanceOf(CampanileException.class)
                .hasMessage("By their names Books.test.csv belong to a split, but Books.csv says neither train,"
                        + " validation nor test: rename or remove it.");
    }

    private RawInteractions open(String option) {
        List<String> data = option.isEmpty()
                ? List.of("source: amazon-book", "path: " + folder)
                : List.of("source: amazon-book", "path: " + folder, option);
        return (RawInteractions) new AmazonBookSource().open(spark(), configuration(data.toArray(String[]::new)));
    }

    private static void writePacked(Path file, String... lines) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
