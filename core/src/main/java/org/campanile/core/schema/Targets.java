package org.campanile.core.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * What a row says beside its features: what is to be predicted of a sample, and how much the sample counts.
 *
 * @param labels names of the labels, which are the names of their columns in the shards; models with one output learn the
 *               first
 * @param weight name of the column of weights, each a number of at least 0; null when all samples count alike
 */
public record Targets(List<String> labels, @Nullable String weight) {
    /** One label, called {@code label}; all samples count alike. */
    public static final Targets ONE_LABEL = new Targets(List.of("label"), null);

    /** Neither labels nor weights: what the rows of users and items have. */
    public static final Targets NONE = new Targets(List.of(), null);

    public Targets {
        labels = List.copyOf(labels);
        Set<String> names = new HashSet<>(labels);
        Check.that(names.size() == labels.size(), "a label is named twice: %s", labels);
        if (weight != null) {
            Check.that(names.add(weight), "%s is both a label and the weight", weight);
        }
    }

    /** All columns: the labels, then the weight if there is one. */
    public List<String> columns() {
        return weight == null
                ? labels
                : Stream.concat(labels.stream(), Stream.of(weight)).toList();
    }

    /** Number of {@link #columns()}. */
    public int size() {
        return labels.size() + (hasWeight() ? 1 : 0);
    }

    /** Whether samples have weights. */
    public boolean hasWeight() {
        return weight != null;
    }

    /**
     * The place of a label among the labels.
     *
     * @throws IllegalArgumentException when there is no such label
     */
    public int label(String name) {
        int place = labels.indexOf(name);
        Check.that(place >= 0, "there is no label %s; there are %s", name, labels);
        return place;
    }
}
