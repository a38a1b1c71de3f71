package org.campanile.core.evaluation;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/** A user's relevant items belong to slices of their own; unknown ones to none. */
record SlicingByItem(AttributeValues values) implements Slicing {
    @Override
    public void divide(UserRanking ranking, SliceConsumer slices) {
        int[] relevant = ranking.query().relevant();
        Map<String, DoubleStream.Builder> parts = new TreeMap<>();
        for (int i = 0; i < relevant.length; i++) {
            double rank = ranking.ranks()[i];
            values.of(relevant[i])
                    .forEach(label -> parts.computeIfAbsent(label, unused -> DoubleStream.builder())
                            .add(rank));
        }
        parts.forEach((label, ranks) -> slices.accept(label, ranks.build().toArray()));
    }
}
