package org.campanile.core.evaluation;

/** All of a user's relevant items belong to the slices of the user. */
record SlicingByUser(AttributeValues values) implements Slicing {
    @Override
    public void divide(UserRanking ranking, SliceConsumer slices) {
        values.of(ranking.user()).forEach(label -> slices.accept(label, ranking.ranks()));
    }
}
