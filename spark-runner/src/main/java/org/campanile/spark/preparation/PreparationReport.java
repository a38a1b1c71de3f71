package org.campanile.spark.preparation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;

/**
 * What became of the raw data; kept as {@code report.json}, and with plots as {@code report.html}, in the
 * prepared folder.
 *
 * @param source       value of {@code data.source}
 * @param folder       the prepared folder, an absolute path or URI
 * @param contentHash  identity of the data set
 * @param reused       whether the data set was there already
 * @param inputs       counts of rows: first of the samples, then of users and items where their features were read
 * @param users        users in the vocabulary, the unknown one not counted; 0 without users
 * @param items        items in the vocabulary, the unknown one not counted; 0 without items
 * @param density      used interactions by all pairs of users and items, in [0, 1]; 0 without users and items
 * @param splits       rows of {@code train}, {@code validation}, {@code test}, and of {@code history} where there are any
 * @param vocabularies number of indices by vocabulary, the unknown one included
 * @param leakage      checks of the splits: cases found, by check; all should be 0
 * @param profile      what the samples are like
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
        DataProfile profile,
        Map<String, Double> hashCollisions,
        Map<String, Double> bestAchievable,
        double seconds) {
    /** The file's name in the prepared folder. */
    public static final String FILE = "report.json";

    /** The page's name in the prepared folder. */
    public static final String PAGE = "report.html";

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
        return ReportLines.of(this);
    }

    /** The counts for the manifest. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("rows-read", rows().read());
        counts.put("rows-used", rows().used());
        counts.put("rows-duplicate", rows().duplicates());
        rows().rejected().forEach((reason, count) -> counts.put("rows-rejected-" + reason, count));
        rows().deselected().forEach((reason, count) -> counts.put("rows-deselected-" + reason, count));
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
                profile,
                hashCollisions,
                bestAchievable,
                newSeconds);
    }

    /** Writes {@link #FILE} and {@link #PAGE} into the data set. */
    void write(FileStore dataset) {
        try {
            write(dataset, FILE, json().writeValueAsBytes(this));
            write(dataset, PAGE, ReportPage.of(this).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new CampanileException(
                    "The data report in " + dataset.root() + " cannot be written: " + failure.getMessage() + ".",
                    failure);
        }
    }

    private static void write(FileStore dataset, String file, byte[] contents) throws IOException {
        try (OutputStream out = dataset.create(file)) {
            out.write(contents);
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
}
