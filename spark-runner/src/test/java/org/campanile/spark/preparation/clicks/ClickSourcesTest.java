package org.campanile.spark.preparation.clicks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.rows;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.campanile.spark.preparation.PreparationFixture.values;
import static org.campanile.spark.preparation.PreparationFixture.write;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.Feature;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.spark.preparation.PreparationJob;
import org.campanile.spark.preparation.PreparationReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClickSourcesTest {
    private static final String AVAZU_HEADER = "id,click,hour,C1,banner_pos,site_id,site_domain,site_category,app_id,"
            + "app_domain,app_category,device_id,device_ip,device_model,device_type,device_conn_type,C14,C15,C16,C17,C18,"
            + "C19,C20,C21";

    @TempDir
    Path folder;

    @Test
    void criteoLinesAreReadWithBlanksMissing() {
        write(
                folder.resolve("raw/train.txt"),
                criteo("1", "7", "68fd1e64"),
                criteo("0", "", ""),
                criteo("1", "-2", "68fd1e64"),
                criteo("2", "1", "a"),
                criteo("", "1", "a"),
                criteo("1", "many", "a"),
                "1\t2");
        write(folder.resolve("raw/test.txt"), criteo("x", "1", "a").substring(2));

        PreparationReport report = prepare("criteo", folder.resolve("raw"), "max-rejected-fraction: 0.6");

        assertThat(report.rows().read())
                .as("the test file of Kaggle has no labels")
                .isEqualTo(7);
        assertThat(report.rows().rejected())
                .isEqualTo(Map.of(
                        "label-not-0-or-1", 1L, "empty-label", 1L, "non-numeric-I1", 1L, "wrong-number-of-fields", 1L));
        PreparedDataset dataset = open(report);
        assertThat(dataset.schema().features())
                .hasSize(39)
                .extracting(Feature::name)
                .contains("I1", "I13", "C1", "C26");
        List<Row> samples = all(dataset);
        assertThat(samples).extracting(row -> row.<Float>getAs("label")).containsExactlyInAnyOrder(1f, 0f, 1f);
        assertThat(samples)
                .extracting(row -> (double) row.<Float>getAs("I1"))
                .as("ln(1 + 7), a missing one as 0, and -ln(1 + 2)")
                .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Double.compare(a, b), Double.class)
                .containsExactlyInAnyOrder(Math.log(8), 0.0, -Math.log(3));
    }

    @Test
    void packedCriteoFilesAndSingleFilesAreRead() throws IOException {
        Files.createDirectories(folder.resolve("raw"));
        Path file = folder.resolve("raw/train.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((criteo("1", "7", "a") + "\n" + criteo("0", "7", "b") + "\n").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(prepare("criteo", file).rows().used()).isEqualTo(2);
        assertThat(prepare("criteo", folder.resolve("raw")).rows().used()).isEqualTo(2);
    }

    @Test
    void avazuHoursBecomeHourAndWeekday() {
        write(folder.resolve("train.csv"), AVAZU_HEADER, avazu("0", "14102199"), avazu("0", ""));
        String[] good = new String[200];
        Arrays.setAll(
                good,
                line -> avazu("1", line % 2 == 0 ? "14102107" : "14102600").replace("v5,", line + ","));
        append(folder.resolve("train.csv"), good);

        PreparationReport report = prepare("avazu", folder.resolve("train.csv"));

        assertThat(report.rows().rejected()).isEqualTo(Map.of("malformed-hour", 1L, "empty-hour", 1L));
        PreparedDataset dataset = open(report);
        assertThat(dataset.schema().features())
                .hasSize(23)
                .extracting(Feature::name)
                .startsWith("hour", "weekday", "C1")
                .doesNotContain("id", "click");
        /* 21 October 2014 was a Tuesday, the 26th a Sunday. */
        assertThat(values(dataset, "hour")).containsExactlyInAnyOrder("", "7", "0");
        assertThat(values(dataset, "weekday")).containsExactlyInAnyOrder("", "2", "7");
    }

    @Test
    void avazuFilesMayLackTheirHeader() {
        write(folder.resolve("raw/train.csv"), AVAZU_HEADER, avazu("1", "14102107"), avazu("0", "14102107"));
        write(folder.resolve("raw/test.csv"), avazu("1", "14102107"), avazu("0", "14102108"));

        assertThat(prepare("avazu", folder.resolve("raw")).rows().used()).isEqualTo(4);
    }

    @Test
    void avazuFilesWithoutClicksAreNamed() {
        write(folder.resolve("test.csv"), AVAZU_HEADER.replace("click,", ""), "1,2");

        assertThatThrownBy(() -> prepare("avazu", folder.resolve("test.csv")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("None of the files test.csv in " + folder
                        + " has labels in the columns that this data.source reads.");
    }

    @Test
    void aFolderWithoutFilesIsNamed() {
        assertThatThrownBy(() -> prepare("criteo", folder.resolve("nowhere")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no files at " + folder.resolve("nowhere")
                        + ": point data.path to the file or folder of the criteo data.");
    }

    @Test
    void aFolderOfOtherFilesIsNamed() {
        write(folder.resolve("raw/one.json"), "{}");
        write(folder.resolve("raw/two.json"), "{}");
        assertThatThrownBy(() -> prepare("criteo", folder.resolve("raw")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.path is " + folder.resolve("raw")
                        + ", where there is no file whose name ends in .txt, .csv, .tsv.");
    }

    @Test
    void damagedLinesAreAllCounted() {
        SplittableRandom random = new SplittableRandom(23);
        List<String> criteo = new ArrayList<>(List.of(criteo("1", "7", "a")));
        List<String> avazu = new ArrayList<>(List.of(AVAZU_HEADER));
        for (int line = 0; line < 1000; line++) {
            criteo.add(damaged(criteo("1", "7", "a"), random));
            avazu.add(damaged(avazu("1", "14102107"), random));
        }
        write(folder.resolve("criteo.txt"), criteo.toArray(String[]::new));
        write(folder.resolve("avazu.csv"), avazu.toArray(String[]::new));

        for (String file : List.of("criteo.txt", "avazu.csv")) {
            PreparationReport report =
                    prepare(file.substring(0, file.indexOf('.')), folder.resolve(file), "max-rejected-fraction: 1");
            assertThat(report.rows().read()).isEqualTo(file.equals("criteo.txt") ? 1001 : 1000);
            assertThat(report.rows().used()).isPositive();
            assertThat(report.rows().rejectedRows()).isPositive();
            assertThat(report.splits().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(report.rows().used());
        }
    }

    /* The lines of the sample files, 7,200 + 409 + 391, and 8,088 with a header + 480 + 432 without one. */
    @ParameterizedTest
    @CsvSource({"criteo, criteo-sample, 8000", "avazu, avazu-sample, 8999"})
    void sampleFilesAreReadWhole(String source, String sample, long rows) {
        Path path = Path.of(System.getProperty("campanile.shared.data", ""), sample);
        assumeTrue(Files.exists(path), "no sample data");

        PreparationReport report = prepare(source, path);

        assertThat(report.rows().read()).isEqualTo(rows);
        assertThat(report.rows().used()).isEqualTo(rows);
    }

    /** A line whose first count and first category are given, and the others are like them. */
    private static String criteo(String label, String count, String category) {
        String[] fields = new String[40];
        Arrays.fill(fields, 1, 14, count);
        Arrays.fill(fields, 14, 40, category);
        fields[0] = label;
        return String.join("\t", fields);
    }

    private static String avazu(String click, String hour) {
        String[] fields = new String[24];
        Arrays.setAll(fields, field -> "v" + field);
        fields[1] = click;
        fields[2] = hour;
        return String.join(",", fields);
    }

    /** The line with up to three characters changed, left out or put in. */
    private static String damaged(String line, SplittableRandom random) {
        StringBuilder damaged = new StringBuilder(line);
        String characters = "\t,\"1x\\-\u0000é ";
        for (int change = random.nextInt(4); change > 0; change--) {
            int place = random.nextInt(damaged.length());
            char other = characters.charAt(random.nextInt(characters.length()));
            switch (random.nextInt(3)) {
                case 0 -> damaged.setCharAt(place, other);
                case 1 -> damaged.deleteCharAt(place);
                default -> damaged.insert(place, other);
            }
        }
        return damaged.toString();
    }

    private static void append(Path file, String... lines) {
        try {
            Files.write(file, List.of(lines), StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Row> all(PreparedDataset dataset) {
        return Stream.of("train", "validation", "test")
                .flatMap(split -> rows(dataset, split).stream())
                .toList();
    }

    private PreparationReport prepare(String source, Path path, String... more) {
        List<String> lines = new ArrayList<>(List.of(
                "source: " + source,
                "path: " + path,
                "prepared: " + folder.resolve("prepared"),
                "split: {method: ratio}",
                "shards: 1"));
        lines.addAll(List.of(more));
        return new PreparationJob(spark(), configuration(lines.toArray(String[]::new))).run();
    }
}
