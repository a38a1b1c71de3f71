package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.CampanileException;
import org.campanile.spark.TaskFailures;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    private static final StructType COLUMNS = new StructType()
            .add("number", DataTypes.LongType)
            .add("name", DataTypes.StringType)
            .add(RawData.REASON, DataTypes.StringType)
            .add(RawData.RAW, DataTypes.StringType);

    @TempDir
    Path folder;

    @Test
    void linesOfAnyEncodingBecomeRows() {
        Path file = folder.resolve("latin");
        write(file, StandardCharsets.ISO_8859_1, "1|Misérables, Les", "x|Ça commence", "2|Amélie");

        assertThat(read(file, new LineFormat("|", 2, "ISO-8859-1", Quoting.NONE, Header.ABSENT)))
                .extracting(Row::toString)
                .containsExactly(
                        "[1,Misérables, Les,null,null]",
                        "[null,null,non-numeric-number,x|Ça commence]",
                        "[2,Amélie,null,null]");
    }

    @Test
    void headerIsSkippedAndFoldersMayHaveAnyName() {
        Path file = folder.resolve("my [data], {1} 100%/a*b.csv");
        write(file, "number,name\r", "1,\"x, y\"\r");

        assertThat(read(file, new LineFormat(",", 2, "UTF-8", Quoting.DOUBLE_QUOTES, Header.PRESENT)))
                .extracting(Row::toString)
                .containsExactly("[1,x, y,null,null]");
    }

    @Test
    void rejectedTextIsKeptToALimit() {
        Path file = folder.resolve("long");
        write(file, "x".repeat(5000));

        Row row = read(file, new LineFormat(",", 2, "UTF-8", Quoting.NONE, Header.ABSENT))
                .get(0);

        assertThat(row.<String>getAs(RawData.RAW)).hasSize(2000);
    }

    @Test
    void textInAnotherEncodingIsRejected() {
        Path file = folder.resolve("latin");
        write(file, StandardCharsets.ISO_8859_1, "1|Amelie", "2|Amélie");

        assertThat(read(file, new LineFormat("|", 2, "UTF-8", Quoting.NONE, Header.ABSENT)))
                .extracting(Row::toString)
                .containsExactly("[1,Amelie,null,null]", "[null,null,malformed-utf-8,2|Am\uFFFDlie]");
    }

    @Test
    void aLineMayStandForSeveralRows() {
        Path file = folder.resolve("lines");
        write(file, "\uFEFF1 2", "", "3");

        Dataset<Row> rows =
                new TextLines(file.toString(), "UTF-8", Header.ABSENT).rows(spark(), COLUMNS, TextFileTest::numbers);

        assertThat(rows.collectAsList())
                .as("the mark at the beginning of a file is no text")
                .extracting(Row::toString)
                .containsExactly("[1,1,null,null]", "[2,2,null,null]", "[null,null,empty-line,]", "[3,3,null,null]");
    }

    @Test
    void archivesThatBreakOffAreNamed() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            for (int line = 0; line < 10_000; line++) {
                out.write((line + " " + line * 31 + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path file = folder.resolve("lines.gz");
        Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        Dataset<Row> rows =
                new TextLines(file.toString(), "UTF-8", Header.ABSENT).rows(spark(), COLUMNS, TextFileTest::numbers);

        assertThatThrownBy(rows::collectAsList)
                .satisfies(failure -> assertThat(TaskFailures.explained((Exception) failure))
                        .isInstanceOf(CampanileException.class)
                        .hasMessage(
                                file + " cannot be read to its end (Unexpected end of input stream): fetch it again."));
    }

    /** A row per number of a line. */
    private static List<Object[]> numbers(String line) throws RejectedRow {
        Fields words = Fields.words(line);
        List<Object[]> rows = new ArrayList<>();
        for (int word = 0; word < words.size(); word++) {
            rows.add(new Object[] {words.integer(word, "number"), words.text(word)});
        }
        return rows;
    }

    private static List<Row> read(Path file, LineFormat format) {
        return new TextFile(file.toString(), format)
                .rows(spark(), COLUMNS, fields -> new Object[] {fields.integer(0, "number"), fields.text(1)})
                .collectAsList();
    }
}
