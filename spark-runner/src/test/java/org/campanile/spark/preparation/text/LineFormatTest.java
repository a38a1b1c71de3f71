package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineFormatTest {
    private static final LineFormat CSV = new LineFormat(",", 3, "UTF-8", Quoting.DOUBLE_QUOTES, Header.ABSENT);
    private static final LineFormat COLONS = new LineFormat("::", 3, "UTF-8", Quoting.NONE, Header.ABSENT);

    @Test
    void quotedFieldsMayHoldSeparatorsAndQuotes() throws RejectedRow {
        Fields fields = CSV.split("11,\"President, \"\"The\"\" (1995)\",Drama");

        assertThat(fields.text(0)).isEqualTo("11");
        assertThat(fields.text(1)).isEqualTo("President, \"The\" (1995)");
        assertThat(fields.text(2)).isEqualTo("Drama");
    }

    @Test
    void fieldsMayBeEmpty() throws RejectedRow {
        Fields fields = CSV.split(",\"\",");

        assertThat(fields.text(0)).isEmpty();
        assertThat(fields.text(1)).isEmpty();
        assertThat(fields.text(2)).isEmpty();
    }

    @Test
    void quotesInsideAPlainFieldAreText() throws RejectedRow {
        assertThat(CSV.split("1,the \"best\",x").text(1)).isEqualTo("the \"best\"");
    }

    @Test
    void separatorsMayHaveSeveralCharacters() throws RejectedRow {
        Fields fields = COLONS.split("1::Star Trek: First Contact (1996)::Sci-Fi");

        assertThat(fields.text(1)).isEqualTo("Star Trek: First Contact (1996)");
        assertThat(COLONS.split("1::\"::3").text(1)).as("no quoting here").isEqualTo("\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '#',
            value = {
                "1,2; wrong-number-of-fields",
                "1,2,3,4; wrong-number-of-fields",
                "1,2,3,; wrong-number-of-fields",
                "1,2,\"3; unclosed-quote",
                "1,\"2\"x,3; text-after-quote"
            })
    void brokenLinesHaveAReason(String line, String reason) {
        assertThatThrownBy(() -> CSV.split(line))
                .isInstanceOfSatisfying(
                        RejectedRow.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"abc, non-numeric-x", "1.5, non-numeric-x", "99999999999999999999, non-numeric-x", "'', empty-x"})
    void wholeNumbersAreChecked(String text, String reason) throws RejectedRow {
        Fields fields = CSV.split(text + ",,");

        assertThatThrownBy(() -> fields.integer(0, "x")).hasMessage(reason);
    }

    @ParameterizedTest
    @CsvSource({"abc, non-numeric-x", "NaN, non-numeric-x", "1e99, non-numeric-x", "'', empty-x"})
    void numbersAreFinite(String text, String reason) throws RejectedRow {
        Fields fields = CSV.split(text + ",,");

        assertThatThrownBy(() -> fields.number(0, "x")).hasMessage(reason);
    }

    @Test
    void spaceAroundFieldsIsLeftOut() throws RejectedRow {
        Fields fields = CSV.split(" 7 , 3.5,x ");

        assertThat(fields.integer(0, "x")).isEqualTo(7);
        assertThat(fields.number(1, "x")).isEqualTo(3.5f);
        assertThat(fields.text(2)).isEqualTo("x");
    }
}
