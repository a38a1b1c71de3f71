package org.campanile.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** A small local session, and the overrides that keep an example's files in the test's own folder. */
final class ExampleSession {
    private ExampleSession() {}

    static SparkSession open() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("examples")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }

    /** Path of an example's configuration, from the module's folder, in which tests run. */
    static Path configuration(String example) {
        return Path.of(example, "config.yaml");
    }

    static List<String> overrides(Path folder, String... more) {
        return new ArrayList<>(
                Stream.concat(Stream.of("data.prepared=" + folder.resolve("prepared")), Arrays.stream(more))
                        .toList());
    }
}
