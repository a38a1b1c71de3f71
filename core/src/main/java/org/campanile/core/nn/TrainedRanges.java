package org.campanile.core.nn;

import java.util.ArrayList;
import java.util.List;

/** The ranges of a network's flat parameters that the optimizer changes: all but running statistics. */
final class TrainedRanges {
    private final int[] begins;
    private final int[] ends;

    TrainedRanges(List<DenseLayerShape> layers) {
        List<Integer> from = new ArrayList<>();
        List<Integer> to = new ArrayList<>();
        int start = 0;
        for (DenseLayerShape layer : layers) {
            boolean adjoins = !to.isEmpty() && to.get(to.size() - 1) == start;
            if (adjoins) {
                to.remove(to.size() - 1);
            } else {
                from.add(start);
            }
            to.add(start + layer.trained());
            start += layer.parameters();
        }
        this.begins = from.stream().mapToInt(Integer::intValue).toArray();
        this.ends = to.stream().mapToInt(Integer::intValue).toArray();
    }

    int count() {
        return begins.length;
    }

    /** Where what lies of a range at or behind {@code from} begins. */
    int begin(int range, int from) {
        return Math.max(begins[range], from);
    }

    /** Where what lies of a range before {@code to} ends; before its begin if nothing does. */
    int end(int range, int to) {
        return Math.min(ends[range], to);
    }
}
