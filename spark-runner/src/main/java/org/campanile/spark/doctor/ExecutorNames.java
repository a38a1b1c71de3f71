package org.campanile.spark.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Spark's names of executors, which mostly are numbers, in order and in few words. */
final class ExecutorNames {
    static final Comparator<ExecutorReport> BY_NUMBER = Comparator.comparingInt(
                    (ExecutorReport report) -> number(report.executor()))
            .thenComparing(ExecutorReport::executor);

    private ExecutorNames() {}

    /** Such as {@code executor 4} or {@code executors 0-2, 7}. */
    static String summarised(List<String> names) {
        List<String> parts = new ArrayList<>();
        for (int first = 0; first < names.size(); ) {
            int last = first;
            while (last + 1 < names.size() && isNext(names.get(last), names.get(last + 1))) {
                last++;
            }
            parts.add(
                    first == last
                            ? names.get(first)
                            : names.get(first) + (last == first + 1 ? ", " : "-") + names.get(last));
            first = last + 1;
        }
        return (names.size() == 1 ? "executor " : "executors ") + String.join(", ", parts);
    }

    private static boolean isNext(String name, String after) {
        return number(name) != Integer.MAX_VALUE && number(after) == number(name) + 1;
    }

    /** Names without a number come last. */
    private static int number(String name) {
        return name.matches("\\d{1,9}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
    }
}
