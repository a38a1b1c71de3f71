package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.Feature;

/** Which columns of one set hold the features of another: the features that both have, by kind. */
record ColumnMap(List<Pair> dense, List<Pair> categorical, List<Pair> sequences) {
    /** One feature's column numbers. */
    record Pair(int source, int target) {}

    static ColumnMap of(ColumnSet source, ColumnSet target) {
        return new ColumnMap(
                pairs(source.dense(), target.dense()),
                pairs(source.categorical(), target.categorical()),
                pairs(source.sequences(), target.sequences()));
    }

    private static List<Pair> pairs(List<? extends Feature> source, List<? extends Feature> target) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            int j = target.indexOf(source.get(i));
            if (j >= 0) {
                pairs.add(new Pair(i, j));
            }
        }
        return pairs;
    }

    /** Number of features that both have. */
    int size() {
        return dense.size() + categorical.size() + sequences.size();
    }
}
