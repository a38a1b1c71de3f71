package org.campanile.spark.preparation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStore;

/**
 * What became of the raw data; kept as {@code report.json} in the prepared folder.
 *
 * @param source       value of {@code data.source}
 * @param folder       the prepared folder, an absolute path or URI
 * @param contentHash  identity of the data set
 * @param reused       whether the data set was there already
 * @param inputs       counts of rows: first of the samples, then of users and items where their features were read
 * @param users        users in the vocabulary, the unknown one not counted; 0 without users
 * @param items        items in the vocabulary, the unknown one not counted; 0 without items
 * @param density      used interactions by all pairs of users and items, in [0, 1]; 0 without users and items
 * @param splits       rows of {@code train}, {@code validation} and {@code test}
 * @param vocabularies number of indices by vocabulary, the unknown one included
 * @param leakage      checks of the splits: cases found, by check; all should be 0
 * @param hashCollisions by hashed vocabulary, the share of its training values that share their index, in [0, 1]
 * @param bestAchievable of generated data, metrics that no model can beat but by chance, by name; else empty
 * @param seconds      how long preparation, or finding the data set that was there, took
 */
public record PreparationReport(
        String source,
        String folder,
        String contentHash,
        boolean reused,
        List<InputCounts> inputs,
        long users,
        long items,
        double density,
        Map<String, Long> splits,
        Map<String, Integer> vocabularies,
        Map<String, Long> leakage,
        Map<String, Double> hashCollisions,
        Map<String, Double> bestAchievable,
        double seconds) {
    /** The file's name in the prepared folder. */
    public static final String FILE = "report.json";

    private static final int WIDTH = 80;
    private static final int LABEL_WIDTH = 16;

    public PreparationReport {
        inputs = List.copyOf(inputs);
        splits = Collections.unmodifiableMap(new TreeMap<>(splits));
        vocabularies = Collections.unmodifiableMap(new TreeMap<>(vocabularies));
        leakage = Collections.unmodifiableMap(new TreeMap<>(leakage));
        hashCollisions = Collections.unmodifiableMap(new TreeMap<>(hashCollisions));
        bestAchievable = Collections.unmodifiableMap(new TreeMap<>(bestAchievable));
    }

    /** What became of the samples' rows. */
    public InputCounts rows() {
        return inputs.get(0);
    }

    /** The report as a table for a terminal, lines of at most 80 characters. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        add(
                lines,
                "data set",
                source + (reused ? ", reused" : String.format(Locale.ROOT, ", prepared in %.1f s", seconds)));
        add(lines, "folder", folder);
        add(lines, "content hash", contentHash);
        inputs.forEach(input -> addCounts(lines, input));
        if (users > 0) {
            add(lines, "users, items", number(users) + ", " + number(items));
            add(lines, "density", String.format(Locale.ROOT, "%.3f %%", 100 * density));
        }
        for (Split split : Split.values()) {
            add(lines, split.folder(), number(splits.getOrDefault(split.folder(), 0L)));
        }
        leakage.forEach((check, cases) -> add(lines, "leakage", check + " " + number(cases)));
        hashCollisions.forEach((vocabulary, rate) ->
                add(lines, "hash collisions", String.format(Locale.ROOT, "%s %.2f %%", vocabulary, 100 * rate)));
        bestAchievable.forEach(
                (metric, value) -> add(lines, "best achievable", String.format(Locale.ROOT, "%s %.5f", metric, value)));
        return lines;
    }

    /** The counts for the manifest. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("rows-read", rows().read());
        counts.put("rows-used", rows().used());
        counts.put("rows-duplicate", rows().duplicates());
        rows().rejected().forEach((reason, count) -> counts.put("rows-rejected-" + reason, count));
        counts.put("users", users);
        counts.put("items", items);
        return counts;
    }

    /** The same, found again. */
    PreparationReport asReused(String newFolder, double newSeconds) {
        return new PreparationReport(
                source,
                newFolder,
                contentHash,
                true,
                inputs,
                users,
                items,
                density,
                splits,
                vocabularies,
                leakage,
                hashCollisions,
                bestAchievable,
                newSeconds);
    }

    void write(FileStore dataset) {
        try (OutputStream out = dataset.create(FILE)) {
            out.write(json().writeValueAsBytes(this));
        } catch (IOException failure) {
            throw new CampanileException(
                    dataset.root() + "/" + FILE + " cannot be written: " + failure.getMessage() + ".", failure);
        }
    }

    /** The report in a prepared folder, if it is there and speaks of the data set with this hash. */
    static Optional<PreparationReport> read(FileStore dataset, String contentHash) throws IOException {
        if (!dataset.exists(FILE)) {
            return Optional.empty();
        }
        try (InputStream in = dataset.read(FILE)) {
            return Optional.of(json().readValue(in, PreparationReport.class))
                    .filter(report -> report.contentHash().equals(contentHash));
        }
    }

    private static ObjectMapper json() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    private static void addCounts(List<String> lines, InputCounts input) {
        add(
                lines,
                input.input(),
                number(input.read()) + " read, " + number(input.used()) + " used, " + number(input.duplicates())
                        + " duplicates, " + number(input.rejectedRows()) + " rejected");
        input.rejected().forEach((reason, count) -> add(lines, "", "rejected: " + reason + " " + number(count)));
    }

    private static void add(List<String> lines, String label, String value) {
        lines.add(String.format("%-" + LABEL_WIDTH + "s%s", label, shortened(value)));
    }

    /* Folders can be long, and their ends tell more than their beginnings. */
    private static String shortened(String value) {
        int room = WIDTH - LABEL_WIDTH;
        return value.length() <= room ? value : "..." + value.substring(value.length() - room + 3);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
