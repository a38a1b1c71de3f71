package org.campanile.serving.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.metric.SpearmanCorrelation;
import org.campanile.serving.index.ItemFilter;
import org.campanile.serving.index.ScoredItems;
import org.campanile.serving.index.VectorIndex;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.serving.model.UserRequest;

/**
 * How differently two versions answer the same requests, by exact search: the share of items that both lists have, the rank
 * correlation of the lists, and how long each takes.
 *
 * <p>The rank correlation is Spearman's over the items of either list, those that a list does not have sharing the places
 * behind its end: 1 for equal lists, negative for lists that have few items in common.
 */
public final class VersionComparison {
    /** Requests before times are taken, while the JVM compiles. */
    private static final int WARM_UP = 200;

    private final int k;

    /** @param k length of the lists, at least 1 */
    public VersionComparison(int k) {
        this.k = Check.positive(k, "k");
    }

    /**
     * Answers all requests by both versions, one after the other, on this thread.
     *
     * @param requests JSON lines with {@code user_id}, {@code features} and {@code hist_item}, each of which may be absent
     * @return lines to be printed
     * @throws CampanileException when there are no requests, or a line cannot be read
     */
    public List<String> compare(ServedRetrieval first, ServedRetrieval second, Path requests) {
        List<UserRequest> users = new ArrayList<>();
        JsonLines.read(requests, RequestLine.class, RequestLine.EXAMPLE, line -> users.add(line.request()));
        if (users.isEmpty()) {
            throw new CampanileException(requests + " has no requests: give " + RequestLine.EXAMPLE + " on each line.");
        }
        return lines(users.size(), answers(first, users), answers(second, users));
    }

    private Answers answers(ServedRetrieval model, List<UserRequest> users) {
        try (ItemVectors vectors = model.itemVectors();
                VectorIndex index = VectorIndex.inMemory(model.version(), vectors)) {
            for (int warmUp = 0; warmUp < WARM_UP; warmUp++) {
                search(model, index, users.get(warmUp % users.size()));
            }
            List<List<String>> lists = new ArrayList<>();
            double[] milliseconds = new double[users.size()];
            for (int user = 0; user < milliseconds.length; user++) {
                long begin = System.nanoTime();
                ScoredItems found = search(model, index, users.get(user));
                milliseconds[user] = (System.nanoTime() - begin) / 1e6;
                lists.add(
                        IntStream.of(found.items()).mapToObj(model.items()::id).toList());
            }
            Arrays.sort(milliseconds);
            return new Answers(model.version(), lists, milliseconds);
        }
    }

    private ScoredItems search(ServedRetrieval model, VectorIndex index, UserRequest user) {
        return index.search(model.userVectors(user), k, ItemFilter.ALL);
    }

    private List<String> lines(int requests, Answers first, Answers second) {
        double overlap = 0;
        double correlation = 0;
        for (int request = 0; request < requests; request++) {
            overlap += overlap(first.lists.get(request), second.lists.get(request));
            correlation += rankCorrelation(first.lists.get(request), second.lists.get(request));
        }
        return List.of(
                "requests: %,d".formatted(requests),
                "overlap at %d: %.4f".formatted(k, overlap / requests),
                "rank correlation: %.4f".formatted(correlation / requests),
                first.latency(),
                second.latency());
    }

    /** The items of both lists by the length of the longer one; 1 for two empty lists. */
    static double overlap(List<String> first, List<String> second) {
        Set<String> common = new HashSet<>(first);
        common.retainAll(second);
        int longer = Math.max(first.size(), second.size());
        return longer == 0 ? 1 : (double) common.size() / longer;
    }

    static double rankCorrelation(List<String> first, List<String> second) {
        if (first.equals(second)) {
            // Also of a single item, whose ranks do not vary.
            return 1;
        }
        List<String> either =
                Stream.concat(first.stream(), second.stream()).distinct().toList();
        return SpearmanCorrelation.of(places(either, first), places(either, second));
    }

    private static double[] places(List<String> items, List<String> list) {
        return items.stream()
                .mapToDouble(item -> list.contains(item) ? list.indexOf(item) : list.size())
                .toArray();
    }

    /** The lists of a version, and its times in ascending order. */
    private static final class Answers {
        private final String version;
        private final List<List<String>> lists;
        private final double[] milliseconds;

        Answers(String version, List<List<String>> lists, double[] milliseconds) {
            this.version = version;
            this.lists = lists;
            this.milliseconds = milliseconds;
        }

        String latency() {
            return "latency of %s: median %.3f ms, p95 %.3f ms, p99 %.3f ms"
                    .formatted(version, quantile(0.5), quantile(0.95), quantile(0.99));
        }

        private double quantile(double share) {
            return milliseconds[(int) Math.ceil(share * milliseconds.length) - 1];
        }
    }
}
