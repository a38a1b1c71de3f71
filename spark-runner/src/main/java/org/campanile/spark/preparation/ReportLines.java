package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.shard.Split;

/** The data report as a table for a terminal: a label, then a value, in lines of at most 80 characters. */
final class ReportLines {
    private static final int WIDTH = 80;
    private static final int LABEL_WIDTH = 16;
    private static final int HEAD = 10;

    private final PreparationReport report;
    private final List<String> lines = new ArrayList<>();

    private ReportLines(PreparationReport report) {
        this.report = report;
    }

    static List<String> of(PreparationReport report) {
        return new ReportLines(report).write();
    }

    private List<String> write() {
        String how =
                report.reused() ? ", reused" : String.format(Locale.ROOT, ", prepared in %.1f s", report.seconds());
        add("data set", report.source() + how);
        add("folder", report.folder());
        add("content hash", report.contentHash());
        report.inputs().forEach(this::counts);
        if (report.users() > 0) {
            add("users, items", number(report.users()) + ", " + number(report.items()));
            add("density", String.format(Locale.ROOT, "%.3f %%", 100 * report.density()));
        }
        for (Split split : Split.values()) {
            long rows = report.splits().getOrDefault(split.folder(), 0L);
            if (rows > 0 || split != Split.HISTORY) {
                add(split.folder(), number(rows));
            }
        }
        profile(report.profile());
        report.leakage().forEach((check, cases) -> add("leakage", check + " " + number(cases)));
        report.hashCollisions()
                .forEach((vocabulary, rate) ->
                        add("hash collisions", String.format(Locale.ROOT, "%s %.2f %%", vocabulary, 100 * rate)));
        report.bestAchievable()
                .forEach((metric, value) ->
                        add("best achievable", String.format(Locale.ROOT, "%s %.5f", metric, value)));
        return lines;
    }

    private void counts(InputCounts input) {
        list(
                input.input(),
                List.of(
                        number(input.read()) + " read",
                        number(input.used()) + " used",
                        number(input.duplicates()) + " duplicates",
                        number(input.rejectedRows()) + " rejected"));
        input.rejected().forEach((reason, count) -> add("", "rejected: " + reason + " " + number(count)));
        input.deselected().forEach((reason, count) -> add("", "deselected: " + reason + " " + number(count)));
    }

    private void profile(DataProfile profile) {
        if (profile.hasTwoLabels()) {
            Map<String, Double> rates = new LinkedHashMap<>();
            profile.labels().forEach((part, balance) -> rates.put(part, balance.rate()));
            list("positive", shares(rates));
        }
        if (profile.conflicts() > 0) {
            add("conflicts", number(profile.conflicts()) + " rows with another label than their like");
        }
        popularity(profile.popularity());
        NearDuplicates twins = profile.nearDuplicates();
        if (twins.items() > 0) {
            add("near-duplicates", number(twins.items()) + " of " + number(twins.compared()) + " items");
        }
    }

    private void popularity(ItemPopularity popularity) {
        if (popularity.curves().isEmpty()) {
            return;
        }
        Map<String, Double> heads = new LinkedHashMap<>();
        popularity.curves().forEach((part, curve) -> heads.put(part, curve.get(HEAD - 1)));
        list("top 10 % items", shares(heads));
        Map<String, Double> unseen = inOrder(popularity.unseen());
        unseen.remove(Split.TRAIN.folder());
        list("unseen items", shares(unseen));
        list(
                "drift",
                unseen.keySet().stream()
                        .map(part -> String.format(
                                Locale.ROOT, "%s %.4f bits", part, popularity.drift(Split.TRAIN.folder(), part)))
                        .toList());
    }

    private static List<String> shares(Map<String, Double> shares) {
        return inOrder(shares).entrySet().stream()
                .map(share -> String.format(Locale.ROOT, "%s %.2f %%", share.getKey(), 100 * share.getValue()))
                .toList();
    }

    private static Map<String, Double> inOrder(Map<String, Double> byPart) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        for (Split split : Split.values()) {
            Double value = byPart.get(split.folder());
            if (value != null) {
                ordered.put(split.folder(), value);
            }
        }
        return ordered;
    }

    /** Entries after commas, on more lines where one is too short. */
    private void list(String label, List<String> entries) {
        String line = "";
        String first = label;
        for (String entry : entries) {
            if (!line.isEmpty() && line.length() + entry.length() + 3 > WIDTH - LABEL_WIDTH) {
                add(first, line + ",");
                first = "";
                line = entry;
            } else {
                line = line.isEmpty() ? entry : line + ", " + entry;
            }
        }
        if (!line.isEmpty()) {
            add(first, line);
        }
    }

    private void add(String label, String value) {
        lines.add(String.format("%-" + LABEL_WIDTH + "s%s", label, shortened(value)));
    }

    /* Folders can be long, and their ends tell more than their beginnings. */
    private static String shortened(String value) {
        int room = WIDTH - LABEL_WIDTH;
        return value.length() <= room ? value : "..." + value.substring(value.length() - room + 3);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
