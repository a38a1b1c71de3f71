package org.campanile.spark.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ComiRec's and PaddleRec's files, read word by word: {@code train.txt} with lines {@code user,item,order}, and held-out users
 * in {@code test.txt} with words {@code hist_item:I} and {@code eval_item:I}.
 */
final class HeldOutUsers {
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<Set<String>> histories = new ArrayList<>();
    private final List<Set<String>> answers = new ArrayList<>();

    private HeldOutUsers() {}

    static HeldOutUsers read(Path folder) throws IOException {
        HeldOutUsers read = new HeldOutUsers();
        Set<String> pairs = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("train.txt"))) {
            String[] fields = line.split(",", -1);
            if (pairs.add(fields[0] + "," + fields[1])) {
                read.counts.merge(fields[1], 1, Integer::sum);
            }
        }
        for (String line : Files.readAllLines(folder.resolve("test.txt"))) {
            Set<String> history = words(line, "hist_item:");
            Set<String> answer = words(line, "eval_item:");
            answer.removeAll(history);
            read.histories.add(history);
            read.answers.add(answer);
        }
        // Items that nobody took in training are candidates too.
        read.histories.forEach(items -> items.forEach(item -> read.counts.putIfAbsent(item, 0)));
        read.answers.forEach(items -> items.forEach(item -> read.counts.putIfAbsent(item, 0)));
        return read;
    }

    private static Set<String> words(String line, String prefix) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : line.split("\\s+", -1)) {
            if (word.startsWith(prefix)) {
                words.add(word.substring(prefix.length()));
            }
        }
        return words;
    }

    long users() {
        return answers.stream().filter(answer -> !answer.isEmpty()).count();
    }

    /** The mean over users of the share of their items that are among the first k by count, seen ones left out. */
    double recallOfMostPopular(int k) {
        double sum = 0;
        for (int user = 0; user < answers.size(); user++) {
            double found = 0;
            for (String item : answers.get(user)) {
                found += rank(item, histories.get(user)) < k ? 1 : 0;
            }
            sum += answers.get(user).isEmpty() ? 0 : found / answers.get(user).size();
        }
        return sum / users();
    }

    private double rank(String item, Set<String> seen) {
        int own = counts.get(item);
        double rank = 0;
        for (Map.Entry<String, Integer> other : counts.entrySet()) {
            if (!other.getKey().equals(item) && !seen.contains(other.getKey())) {
                rank += other.getValue() > own ? 1 : other.getValue() == own ? 0.5 : 0;
            }
        }
        return rank;
    }
}
