package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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

    private static List<Row> read(Path file, LineFormat format) {
        return new TextFile(file.toString(), format)
                .rows(spark(), COLUMNS, fields -> new Object[] {fields.integer(0, "number"), fields.text(1)})
                .collectAsList();
    }
}
