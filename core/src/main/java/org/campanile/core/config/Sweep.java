package org.campanile.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationNode.Items;
import org.campanile.core.config.ConfigurationNode.Scalar;
import org.campanile.core.config.ConfigurationNode.Section;

/**
 * A sweep: options of a configuration, and the values of them that are to be tried.
 *
 * <pre>
 * metric: validation/ndcg_at_10
 * parameters:
 *   model.embedding-dim: [16, 32, 64]
 *   training.epochs: [5, 10]
 * </pre>
 *
 * <p>Immutable. The same file gives the same trials.
 */
public final class Sweep {
    private static final String PARAMETERS = "parameters";
    private static final int MOST_TRIALS = 10_000;

    private final SweepConfiguration configuration;
    private final Map<String, SweepRange> ranges;

    private Sweep(SweepConfiguration configuration, Map<String, SweepRange> ranges) {
        this.configuration = configuration;
        this.ranges = ranges;
    }

    /**
     * Reads a sweep's YAML file.
     *
     * @throws CampanileException when it cannot be read, or does not say what to try
     */
    public static Sweep read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new CampanileException("The sweep " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    static Sweep parse(String yaml, String origin) {
        Section root = YamlParser.parseFile(yaml, origin);
        ConfigurationNode parameters = root.entries().remove(PARAMETERS);
        if (!(parameters instanceof Section options) || options.entries().isEmpty()) {
            throw new CampanileException(origin + ": " + PARAMETERS
                    + " must name options with the values to try, such as" + " model.embedding-dim: [16, 32].");
        }
        RecordBinder binder = new RecordBinder(new ConfigurationVariants(Map.of(), Map.of()));
        SweepConfiguration configuration = binder.bind(root, SweepConfiguration.class, "");
        Map<String, SweepRange> ranges = new LinkedHashMap<>();
        options.entries().forEach((key, node) -> ranges.put(key, range(key, node, configuration, binder)));
        Sweep sweep = new Sweep(configuration, ranges);
        sweep.requireFewEnough(origin);
        return sweep;
    }

    private static SweepRange range(
            String key, ConfigurationNode node, SweepConfiguration configuration, RecordBinder binder) {
        if (node instanceof Items items && !items.values().isEmpty()) {
            return new SweepRange.Listed(
                    items.values().stream().map(Sweep::yaml).toList());
        }
        if (node instanceof Section section && configuration.method() == SweepConfiguration.Method.RANDOM) {
            return binder.bind(section, SweepRange.Between.class, PARAMETERS + "." + key);
        }
        throw new CampanileException(node.origin() + ": the values of " + key + " to try are " + node.kind()
                + "; allowed: a list that is not empty or, with method: random, an interval {from: A, to: B}.");
    }

    private void requireFewEnough(String origin) {
        double trials = configuration.method() == SweepConfiguration.Method.RANDOM
                ? configuration.trials()
                : ranges.values().stream()
                        .mapToDouble(
                                range -> ((SweepRange.Listed) range).values().size())
                        .reduce(1, (a, b) -> a * b);
        if (trials > MOST_TRIALS) {
            throw new CampanileException(
                    "%s: the grid has %,.0f combinations; allowed: at most %,d. Draw some with method: random."
                            .formatted(origin, trials, MOST_TRIALS));
        }
    }

    /** How it tries and what decides. */
    public SweepConfiguration configuration() {
        return configuration;
    }

    /**
     * The values to try, by option: of a grid in the order of the file, the last option changing fastest. Each value is
     * YAML.
     */
    public List<Map<String, String>> trials() {
        return configuration.method() == SweepConfiguration.Method.GRID ? grid() : draws();
    }

    private List<Map<String, String>> grid() {
        List<Map<String, String>> trials = List.of(Map.of());
        for (Map.Entry<String, SweepRange> option : ranges.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> trial : trials) {
                for (String value : ((SweepRange.Listed) option.getValue()).values()) {
                    Map<String, String> next = new LinkedHashMap<>(trial);
                    next.put(option.getKey(), value);
                    longer.add(next);
                }
            }
            trials = longer;
        }
        return trials;
    }

    private List<Map<String, String>> draws() {
        SplittableRandom random = new SplittableRandom(configuration.seed());
        List<Map<String, String>> trials = new ArrayList<>();
        for (int trial = 0; trial < configuration.trials(); trial++) {
            Map<String, String> values = new LinkedHashMap<>();
            ranges.forEach((option, range) -> values.put(option, range.draw(random)));
            trials.add(values);
        }
        return trials;
    }

    /** The value in YAML's one-line notation. */
    private static String yaml(ConfigurationNode node) {
        if (node instanceof Items items) {
            return items.values().stream().map(Sweep::yaml).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof Section section) {
            return section.entries().entrySet().stream()
                    .map(entry -> ConfigurationWriter.word(entry.getKey()) + ": " + yaml(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return ConfigurationWriter.word(((Scalar) node).text());
    }
}
