package org.campanile.spark.preparation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.ConfigurationVariants;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyEntry;
import org.campanile.core.shard.VocabularyFile;
import org.campanile.core.storage.LocalFileStore;

/** A small Spark, configurations as users write them, and readers of what was prepared. */
public final class PreparationFixture {
    private PreparationFixture() {}

    /** Options of a model without any. */
    public record NoOptions() implements ModelOptions {}

    /** The session that all test classes of a JVM share, and none stops; with two threads. */
    public static SparkSession spark() {
        SparkSession spark = SparkSession.builder()
                .master("local[2]")
                .appName("preparation tests")
                .config("spark.ui.enabled", "false")
                /* Tiny data: generating code and planning anew costs more than it saves. */
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.adaptive.enabled", "false")
                .getOrCreate();
        spark.sparkContext().setLogLevel("WARN");
        return spark;
    }

    /** A configuration with this section {@code data}, each line without its indentation. */
    public static RunConfiguration configuration(String... data) {
        String section = List.of(data).stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
        Map<String, Class<? extends SourceOptions>> sources =
                DataSources.all().stream().collect(Collectors.toMap(DataSource::type, DataSource::optionsType));
        return new ConfigurationReader(new ConfigurationVariants(Map.of("none", NoOptions.class), sources))
                .parse("name: test\nmodel: {type: none}\ndata:\n" + section, "test", List.of());
    }

    public static void write(Path file, String... lines) {
        write(file, StandardCharsets.UTF_8, lines);
    }

    public static void write(Path file, Charset encoding, String... lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", lines) + "\n", encoding);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static PreparedDataset open(PreparationReport report) {
        return PreparedDataset.open(new LocalFileStore(Path.of(report.folder())));
    }

    /** The values of a vocabulary by index. */
    public static List<String> values(PreparedDataset dataset, String vocabulary) {
        List<String> values = new ArrayList<>();
        VocabularyFile.read(
                dataset.store(),
                dataset.vocabularyFile(vocabulary),
                (VocabularyEntry entry) -> values.add(entry.value()));
        return values;
    }

    /** The samples of a split as {@code user/item}, sorted; read by Spark's own Parquet reader. */
    public static List<String> pairs(PreparedDataset dataset, String split) {
        List<String> users = values(dataset, "user");
        List<String> items = values(dataset, "item");
        List<String> pairs = new ArrayList<>();
        for (Row row : rows(dataset, split)) {
            pairs.add(users.get(row.<Integer>getAs("user")) + "/" + items.get(row.<Integer>getAs("item")));
        }
        return pairs.stream().sorted().toList();
    }

    /** The rows of a folder of the data set, in file order; none if there is no such folder. */
    public static List<Row> rows(PreparedDataset dataset, String folder) {
        Path path = Path.of(dataset.store().root(), folder);
        return Files.exists(path) ? spark().read().parquet(path.toString()).collectAsList() : List.of();
    }

    /** Names of the files and folders in a folder, sorted. */
    public static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every file below a folder with its bytes as text, by relative path. */
    public static Map<String, String> contents(Path folder) {
        try (var files = Files.walk(folder)) {
            Map<String, String> contents = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
            return contents;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
