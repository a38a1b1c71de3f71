package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class JoinLinesTest {
    private static final LineFormat CSV =
            new LineFormat(",", 2, "UTF-8", Quoting.DOUBLE_QUOTES_ACROSS_LINES, Header.ABSENT);

    @Test
    void linesInsideQuotesBelongToTheRow() {
        assertThat(joined("a,\"b", "", "c\",d", "e,f"))
                .as("the quotes hold two line ends")
                .containsExactly("a,\"b\n\nc\",d", "e,f");
    }

    @Test
    void quotesOutsideOfQuotedFieldsAreText() {
        List<String> lines = List.of("5\" nails,x", "\"a\"\"\",\"\"", "\"a\"b,\"", "\"\",", ",");

        assertThat(joined(lines.toArray(String[]::new)))
                .as("inches; doubled quotes; a fault, which its line keeps to itself; empty fields")
                .isEqualTo(lines);
    }

    @Test
    void aQuoteThatIsNeverClosedIsAFaultOfItsLineAlone() {
        assertThat(joined("a,\"b", "c,d", "e,\"f", "g\"")).containsExactly("a,\"b", "c,d", "e,\"f\ng\"");
        List<String> many = new ArrayList<>(List.of("a,\"b"));
        many.addAll(Collections.nCopies(JoinLines.MOST_LINES, "c,d"));
        many.add("e\",f");

        assertThat(joined(many.toArray(String[]::new)))
                .as("closed, but too far away: every line stands for itself")
                .isEqualTo(many);
    }

    /** As Hadoop reads lines: one object for all of them. */
    private static List<String> joined(String... lines) {
        Text reused = new Text();
        Iterator<Tuple2<LongWritable, Text>> read = List.of(lines).stream()
                .map(line -> {
                    reused.set(line.getBytes(StandardCharsets.UTF_8));
                    return new Tuple2<>(new LongWritable(1), reused);
                })
                .iterator();
        List<String> joined = new ArrayList<>();
        new JoinLines(CSV)
                .call(read)
                .forEachRemaining(row -> joined.add(row._2().toString()));
        return joined;
    }
}
