package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The reference: sorts all candidates in double precision and averages the places of equal scores. */
final class SortedRanking {
    private final List<Integer> candidates = new ArrayList<>();
    private final double[] scores;

    SortedRanking(double[] scores, Set<Integer> seen, Set<Integer> relevant) {
        this.scores = scores;
        Set<Integer> excluded = new HashSet<>(seen);
        excluded.removeAll(relevant);
        for (int item = 1; item < scores.length; item++) {
            if (!excluded.contains(item)) {
                candidates.add(item);
            }
        }
        candidates.sort(
                Comparator.comparingDouble((Integer item) -> -scores[item]).thenComparing(item -> item));
    }

    List<Integer> top(int depth) {
        return candidates.subList(0, Math.min(depth, candidates.size()));
    }

    double averageRank(int item) {
        double sumOfPlaces = 0;
        int equal = 0;
        for (int place = 0; place < candidates.size(); place++) {
            if (scores[candidates.get(place)] == scores[item]) {
                sumOfPlaces += place;
                equal++;
            }
        }
        return sumOfPlaces / equal;
    }
}
