package org.campanile.serving.model;

import java.util.List;

/** A ranking model that answers requests: it scores items for a user. */
public interface ServedRanking extends ServedModel {
    /**
     * The score of each item for the user, as {@code score} gives it to rows with the same raw values.
     *
     * @param items ids of the items as in raw data
     * @return one score for each item, in order: the larger, the better
     * @throws org.campanile.core.CampanileException when a raw value cannot be read as what it should be
     */
    float[] score(UserRequest request, List<String> items);
}
