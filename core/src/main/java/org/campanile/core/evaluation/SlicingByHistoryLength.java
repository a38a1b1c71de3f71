package org.campanile.core.evaluation;

/** By how many items a user took before. */
record SlicingByHistoryLength() implements Slicing {
    private static final int[] BOUNDS = {1, 5, 10, 20, 50, 100};

    @Override
    public void divide(UserRanking ranking, SliceConsumer slices) {
        slices.accept(label(ranking.query().taken().length), ranking.ranks());
    }

    private static String label(int length) {
        int low = 0;
        for (int bound : BOUNDS) {
            if (length < bound) {
                return bound - low == 1 ? String.valueOf(low) : low + "-" + (bound - 1);
            }
            low = bound;
        }
        return low + "-or-more";
    }
}
