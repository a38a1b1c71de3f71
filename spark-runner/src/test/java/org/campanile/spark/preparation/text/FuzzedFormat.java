package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.io.Text;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A text format under broken lines: a thousand of them, made from whole ones.
 *
 * @param schema   the columns of the rows
 * @param expander what reads a line
 * @param whole    lines that can be read
 */
public record FuzzedFormat(StructType schema, LineExpander expander, List<String> whole) {
    /** Broken lines. */
    public static final int BROKEN = 1000;

    public static FuzzedFormat of(StructType schema, LineExpander expander, String... whole) {
        return new FuzzedFormat(schema, expander, List.of(whole));
    }

    public static FuzzedFormat of(StructType schema, LineFormat format, LineParser parser, String... whole) {
        return of(schema, line -> Collections.singletonList(parser.parse(format.split(line))), whole);
    }

    /**
     * Reads broken lines: each makes rows with values of the columns' types, or one row with a reason and its text.
     * Nothing else may happen.
     */
    public void requireRowsOrReasons(long seed) {
        whole.forEach(line -> assertThat(parse(line.getBytes(StandardCharsets.UTF_8)))
                .as(line)
                .allMatch(row -> reason(row) == null));
        int rejected = 0;
        for (byte[] line : broken(seed)) {
            List<Row> rows = parse(line);
            assertThat(rows).isNotEmpty();
            if (reason(rows.get(0)) != null) {
                rejected++;
                assertThat(rows).hasSize(1);
                assertThat(reason(rows.get(0))).matches("[a-z0-9]+(-[a-z0-9]+)*");
                assertThat(rows.get(0).getString(schema.size() - 1)).isNotNull();
            } else {
                rows.forEach(this::requireTypes);
            }
        }
        assertThat(rejected).as("a fuzzer that breaks nothing shows nothing").isGreaterThan(BROKEN / 3);
    }

    /**
     * Writes a file of whole and broken lines, the whole ones first and between them.
     *
     * @return number of rows that the file stands for, a rejected line being one
     */
    public long write(Path file, String header, long seed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rows = 0;
        bytes.writeBytes(header.getBytes(StandardCharsets.UTF_8));
        for (byte[] line : mixed(seed)) {
            bytes.writeBytes(line);
            bytes.write('\n');
            rows += parse(line).size();
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return rows;
    }

    private List<byte[]> broken(long seed) {
        LineFuzzer fuzzer = new LineFuzzer(seed);
        List<byte[]> lines = new ArrayList<>();
        for (int line = 0; line < BROKEN; line++) {
            lines.add(fuzzer.broken(whole.get(line % whole.size())));
        }
        return lines;
    }

    private List<byte[]> mixed(long seed) {
        List<byte[]> lines = new ArrayList<>();
        for (byte[] line : broken(seed)) {
            lines.add(whole.get(lines.size() / 2 % whole.size()).getBytes(StandardCharsets.UTF_8));
            lines.add(line);
        }
        return lines;
    }

    private List<Row> parse(byte[] line) {
        return new ParseLine("UTF-8", expander, schema.size() - 2).parse(new Text(line));
    }

    private String reason(Row row) {
        return row.getString(schema.size() - 2);
    }

    /* The first column is a user or a key; others may be unknown. */
    private void requireTypes(Row row) {
        assertThat(row.getString(0)).isNotBlank().hasSizeLessThanOrEqualTo(Identifier.LONGEST);
        for (int column = 1; column < schema.size() - 2; column++) {
            Object value = row.get(column);
            if (value != null) {
                assertThat(value).isInstanceOf(javaType(schema.fields()[column].dataType()));
                assertThat(value).isNotIn(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
            }
        }
    }

    private static Class<?> javaType(DataType type) {
        if (type.equals(DataTypes.LongType)) {
            return Long.class;
        }
        if (type.equals(DataTypes.FloatType)) {
            return Float.class;
        }
        return type.equals(DataTypes.StringType) ? String.class : String[].class;
    }
}
