package org.campanile.serving.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.serving.funnel.FunnelSettings;
import org.campanile.serving.funnel.ItemRule;
import org.campanile.serving.funnel.ItemRules;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How wide the funnel is, what re-ranking weighs, and which items may be recommended at all. */
final class FunnelOptions {
    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Items that recommend retrieves (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
            names = "--ranked",
            paramLabel = "N",
            defaultValue = "200",
            description = "Candidates that the ranking model scores (default: ${DEFAULT-VALUE}).")
    private int ranked;

    @Option(
            names = "--popularity",
            paramLabel = "W",
            defaultValue = "0",
            description = "Weight of popularity in the light re-ranking, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double popularity;

    @Option(
            names = "--diversity",
            paramLabel = "W",
            defaultValue = "0",
            description = "Weight of diversity in the light re-ranking, maximal marginal relevance, from 0 to below 1"
                    + " (default: ${DEFAULT-VALUE}).")
    private double diversity;

    @Option(
            names = "--allow-items",
            paramLabel = "FILE",
            description = "Text file with the ids of items that may be recommended, one a line (default: all).")
    private @Nullable Path allowItems;

    @Option(
            names = "--deny-items",
            paramLabel = "FILE",
            description = "Text file with the ids of items that are never recommended, one a line.")
    private @Nullable Path denyItems;

    @Option(
            names = "--allow-feature",
            paramLabel = "FEATURE=VALUE",
            description = "Only items with this value, or another that is given for the same feature. May be repeated.")
    private List<String> allowFeatures = new ArrayList<>();

    @Option(
            names = "--deny-feature",
            paramLabel = "FEATURE=VALUE",
            description = "No items with this value. May be repeated.")
    private List<String> denyFeatures = new ArrayList<>();

    FunnelSettings settings() {
        return new FunnelSettings(candidates, ranked, popularity, diversity);
    }

    ItemRules rules() {
        return new ItemRules(
                new ItemRule(ids("--allow-items", allowItems), values("--allow-feature", allowFeatures)),
                new ItemRule(ids("--deny-items", denyItems), values("--deny-feature", denyFeatures)));
    }

    private static Set<String> ids(String option, @Nullable Path file) {
        if (file == null) {
            return Set.of();
        }
        try {
            Set<String> ids = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .collect(Collectors.toSet());
            if (ids.isEmpty()) {
                throw new CampanileException("The file " + file + " of " + option + " names no item.");
            }
            return ids;
        } catch (IOException e) {
            throw new CampanileException(
                    "The file " + file + " of " + option + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Set<String>> values(String option, List<String> given) {
        Map<String, Set<String>> values = new HashMap<>();
        for (String pair : given) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new CampanileException(
                        option + " is " + pair + "; it must be FEATURE=VALUE, such as genres=Drama.");
            }
            values.computeIfAbsent(pair.substring(0, equals), name -> new HashSet<>())
                    .add(pair.substring(equals + 1));
        }
        return values;
    }
}
