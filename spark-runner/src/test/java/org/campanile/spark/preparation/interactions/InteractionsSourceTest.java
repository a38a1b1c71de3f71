package org.campanile.spark.preparation.interactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.RowTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each layout of text files; rows are user, item, time, tie, rating, part, reason, text. */
class InteractionsSourceTest {
    /** Two to the power of 40: where the times of a part after training begin. */
    private static final long VALIDATION = 1099511627776L;

    private static final long TEST = 2 * VALIDATION;

    @TempDir
    Path folder;

    @Test
    void listsOfAGivenSplitHaveNoOrderInside() {
        write(folder.resolve("train.txt"), "0 72 60 1457\r", "1 11\r", "2 \r");
        write(folder.resolve("test.txt"), "0 697\r", "1 5 6 7 8 9\r");
        write(folder.resolve("item_list.txt"), "org_id remap_id");

        RawInteractions raw = open();

        assertThat(RowTexts.of(raw.rows()))
                .containsExactlyInAnyOrder(
                        "0,72,0,0,1.0,train,null,null",
                        "0,60,0,0,1.0,train,null,null",
                        "0,1457,0,0,1.0,train,null,null",
                        "1,11,0,0,1.0,train,null,null",
                        "null,null,null,null,null,null,no-items,2 ",
                        "0,697," + TEST + ",0,1.0,test,null,null",
                        "1,5," + TEST + ",0,1.0,test,null,null",
                        "1,6," + TEST + ",0,1.0,test,null,null",
                        "1,7," + TEST + ",0,1.0,test,null,null",
                        "1,8," + TEST + ",0,1.0,test,null,null",
                        "1,9," + TEST + ",0,1.0,test,null,null");
        assertThat(raw.identity()).containsOnlyKeys("train.txt", "test.txt");
    }

    @Test
    void sequencesAreInTimeOrder() {
        write(folder.resolve("sequences.txt"), "u1 a b c d", "u2  a\tc ", "");
        write(folder.resolve("item_attributes.json"), "{}");
        write(folder.resolve("test_ids.txt"), "u1");

        assertThat(RowTexts.of(open().rows()))
                .containsExactly(
                        "u1,a,0,0,1.0,null,null,null",
                        "u1,b,1,0,1.0,null,null,null",
                        "u1,c,2,0,1.0,null,null,null",
                        "u1,d,3,0,1.0,null,null,null",
                        "u2,a,0,0,1.0,null,null,null",
                        "u2,c,1,0,1.0,null,null,null",
                        "null,null,null,null,null,null,empty-line,");
    }

    @Test
    void sequencesOfLaterPartsComeLater() {
        write(folder.resolve("train.txt"), "u a b c d");
        write(folder.resolve("valid.txt"), "u e");
        write(folder.resolve("test.txt"), "u f g");

        assertThat(RowTexts.of(open("layout: sequences").rows()))
                .containsExactlyInAnyOrder(
                        "u,a,0,0,1.0,train,null,null",
                        "u,b,1,0,1.0,train,null,null",
                        "u,c,2,0,1.0,train,null,null",
                        "u,d,3,0,1.0,train,null,null",
                        "u,e," + VALIDATION + ",0,1.0,validation,null,null",
                        "u,f," + TEST + ",0,1.0,test,null,null",
                        "u,g," + (TEST + 1) + ",0,1.0,test,null,null");
    }

    @Test
    void triplesWithAHeaderMayHaveTheirColumnsInAnyOrder() {
        write(
                folder.resolve("ratings.csv"),
                "timestamp,title,item_id,rating,user_id",
                "100,\"a, b\",i1,4.5,u1",
                "later,x,i2,4,u1",
                "100,x,i2,many,u1");

        assertThat(RowTexts.of(open().rows()))
                .containsExactly(
                        "u1,i1,100,0,4.5,null,null,null",
                        "null,null,null,null,null,null,non-numeric-time,later,x,i2,4,u1",
                        "null,null,null,null,null,null,non-numeric-rating,100,x,i2,many,u1");
    }

    @Test
    void atomicFilesOfRecBoleAreTriples() {
        write(
                folder.resolve("ml.inter"),
                "user_id:token\titem_id:token\trating:float\ttimestamp:float",
                "196\t242\t3\t881250949",
                "196\t243\t3\t8.8125095E8");

        assertThat(RowTexts.of(open().rows()))
                .containsExactly("196,242,881250949,0,3.0,null,null,null", "196,243,881250950,0,3.0,null,null,null");
    }

    @Test
    void pairsHaveTheRatingOne() {
        write(folder.resolve("clicks.tsv"), "u1\ti1", "u2\ti1", "u2\t", "u2\ti1\t3");

        assertThat(RowTexts.of(open("layout: triples").rows()))
                .containsExactly(
                        "u1,i1,0,0,1.0,null,null,null",
                        "u2,i1,0,0,1.0,null,null,null",
                        "null,null,null,null,null,null,empty-item,u2\t",
                        "null,null,null,null,null,null,wrong-number-of-fields,u2\ti1\t3");
    }

    @Test
    void doubleColonsDivideToo() {
        write(folder.resolve("ratings.dat"), "1::1193::5::978300760");

        assertThat(RowTexts.of(open().rows())).containsExactly("1,1193,978300760,0,5.0,null,null,null");
    }

    @Test
    void timesAreKeptToTheThousandth() {
        write(
                folder.resolve("a.csv"),
                "u,i,1,1547589356557",
                "u,j,1,12.25",
                "u,k,1,-0.001",
                "u,l,1,NaN",
                "u,m,1,1e300");

        assertThat(RowTexts.of(open().rows()))
                .as("-0.001 is 999 thousandths after -1")
                .containsExactly(
                        "u,i,1547589356557,0,1.0,null,null,null",
                        "u,j,12,250,1.0,null,null,null",
                        "u,k,-1,999,1.0,null,null,null",
                        "null,null,null,null,null,null,non-numeric-time,u,l,1,NaN",
                        "null,null,null,null,null,null,non-numeric-time,u,m,1,1e300");
    }

    @Test
    void headersWithOtherNamesAreNamedByAnOption() {
        write(folder.resolve("a.csv"), "who,what,stars", "u,i,3");

        assertThat(RowTexts.of(open("header: present").rows())).containsExactly("u,i,0,0,3.0,null,null,null");
        assertThat(RowTexts.of(open().rows()))
                .containsExactly(
                        "null,null,null,null,null,null,non-numeric-rating,who,what,stars",
                        "u,i,0,0,3.0,null,null,null");
    }

    @Test
    void triplesMayBeDividedByTheirFiles() {
        write(folder.resolve("train.csv"), "u,i");
        write(folder.resolve("test.csv"), "u,j");

        assertThat(RowTexts.of(open().rows()))
                .containsExactlyInAnyOrder("u,i,0,0,1.0,train,null,null", "u,j," + TEST + ",0,1.0,test,null,null");
    }

    @Test
    void wordsThatMayBeEitherAreAskedFor() {
        write(folder.resolve("data.txt"), "1 2 5", "1 3 4");

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "Lines of data.txt have 3 words, which may be a user, an item and a rating or a user and items:"
                                + " set data.layout to triples, lists or sequences.");
        assertThat(RowTexts.of(open("layout: triples").rows()))
                .containsExactly("1,2,0,0,5.0,null,null,null", "1,3,0,0,4.0,null,null,null");
        assertThat(open("layout: lists").rows().count()).isEqualTo(4);
    }

    @Test
    void filesThatMayBeEitherAreWhatTheOthersAre() {
        write(folder.resolve("train.txt"), "0 72 60 1457 734", "1 11");
        write(folder.resolve("valid.txt"), "0 5", "1 6");
        write(folder.resolve("test.txt"), "0 7 8", "1 9 7");

        assertThat(RowTexts.of(open().rows().filter("part <> 'train'")))
                .containsExactlyInAnyOrder(
                        "0,5," + VALIDATION + ",0,1.0,validation,null,null",
                        "1,6," + VALIDATION + ",0,1.0,validation,null,null",
                        "0,7," + TEST + ",0,1.0,test,null,null",
                        "0,8," + TEST + ",0,1.0,test,null,null",
                        "1,9," + TEST + ",0,1.0,test,null,null",
                        "1,7," + TEST + ",0,1.0,test,null,null");
    }

    @Test
    void filesOfTwoLayoutsAreRefused() {
        write(folder.resolve("a.csv"), "u,i,3");
        write(folder.resolve("b.txt"), "u i j k l", "v i");

        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "The files b.txt and a.csv differ in layout: point data.path to one of them, or set data.layout"
                                + " if they do not.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "triples"})
    void tooManyColumnsNeedAHeader(String layout) {
        write(folder.resolve("a.csv"), "u,i,3,4,5", "u,j,3,4,5");

        assertThatThrownBy(() -> open("layout: " + layout))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "Lines of a.csv have 5 columns and no header that names a user and an item: user, item, rating"
                                + " and time are expected, in this order, unless data.layout is lists or sequences.");
        assertThat(open("layout: sequences").rows().count()).isEqualTo(8);
    }

    @Test
    void pathsWithNothingAreNamed() {
        Path absent = folder.resolve("absent");
        assertThatThrownBy(() -> new InteractionsSource()
                        .open(spark(), configuration("source: interactions", "path: " + absent)))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no files at " + absent
                        + ": point data.path to the file or folder of the interactions data.");
        assertThatThrownBy(() -> new InteractionsSource().open(spark(), configuration("source: interactions")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.path is empty: the source interactions needs the file or folder of the raw data.");
        write(folder.resolve("a.parquet"), "");
        write(folder.resolve("README.txt"), "");
        assertThatThrownBy(this::open)
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(
                        "The folder " + folder + " holds no interactions: it needs files that end in .txt,");
    }

    private RawInteractions open(String... options) {
        List<String> data = new ArrayList<>(List.of("source: interactions", "path: " + folder));
        data.addAll(List.of(options));
        return (RawInteractions) new InteractionsSource().open(spark(), configuration(data.toArray(String[]::new)));
    }
}
