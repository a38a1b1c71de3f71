package org.campanile.spark.preparation;

import java.util.List;

/**
 * Items whose features are nearly the same as those of another item.
 *
 * @param compared items with enough features to compare
 * @param items    those among them that resemble an item of a smaller index
 * @param examples a few of them, as {@code item resembles item}
 */
public record NearDuplicates(long compared, long items, List<String> examples) {
    /** Of items without features. */
    static final NearDuplicates NONE = new NearDuplicates(0, 0, List.of());

    public NearDuplicates {
        examples = List.copyOf(examples);
    }
}
