package org.campanile.serving.model;

import java.util.Collection;

/** The items of a model: their ids in raw data, their indices, how often training saw them. Immutable. */
public interface ItemCatalogue {
    /** Number of items, the unknown one included: indices are 0 to {@code size() - 1}. */
    int size();

    /** The index of an item; 0 when the model does not know it. */
    int index(String id);

    /** The indices of items, in order, with 0 for those that the model does not know. */
    int[] indices(Collection<String> ids);

    /** The id of an item; empty for the unknown one, index 0. */
    String id(int index);

    /** How often the item occurred in training data. */
    long count(int index);

    /** Indices of all items but the unknown one, those that occurred most often first, of equal counts the lower index first. */
    int[] byPopularity();
}
