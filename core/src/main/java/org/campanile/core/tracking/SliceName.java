package org.campanile.core.tracking;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a slice's metric, such as {@code test/slice/gender=F/recall_at_10}, taken apart.
 *
 * @param slice  part of the data and slice: {@code test gender=F}
 * @param metric {@code recall_at_10}
 * @param length the length that the metric is taken at, {@code _at_10}; empty for metrics without
 */
record SliceName(String slice, String metric, String length) {
    private static final Pattern NAME = Pattern.compile("(\\w+)/slice/(.+)/(\\w+?(_at_\\d+)?)");

    /** Nothing for metrics of all users or samples. */
    static Optional<SliceName> parse(String metric) {
        Matcher name = NAME.matcher(metric);
        return name.matches()
                ? Optional.of(new SliceName(
                        name.group(1) + " " + name.group(2),
                        name.group(3),
                        Optional.ofNullable(name.group(4)).orElse("")))
                : Optional.empty();
    }
}
