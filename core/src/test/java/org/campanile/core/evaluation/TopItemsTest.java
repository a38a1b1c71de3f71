package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopItemsTest {
    private static final int ITEMS = 3001;
    private static final int[] DEPTHS = {1, 2, 31, 32, 33, 100, 1500, 3000, 3001, 5000};
    private static final int[] WIDTHS = {1, 7, 64, 512, 3001};

    static List<float[]> scores() {
        Random random = new Random(17);
        return List.of(
                scores(item -> random.nextFloat() - 0.5f),
                scores(item -> random.nextInt(40) - 20f), // many ties
                scores(item -> random.nextInt(3) == 0 ? 1f : random.nextFloat()), // ties of the best
                scores(item -> (float) item), // each is better than all before
                scores(item -> (float) -item),
                scores(item -> 7f),
                scores(item -> -Float.MAX_VALUE),
                scores(item -> item < 1000 ? -Float.MAX_VALUE : random.nextInt(1500)),
                scores(item -> item % 2 == 0 ? -0f : 0f),
                scores(item -> Math.floorDiv(item, 60)), // ascending in ties, around every threshold
                scores(item -> item % 5 == 0 ? TopItems.EXCLUDED : random.nextInt(900)),
                scores(item -> TopItems.EXCLUDED));
    }

    @ParameterizedTest
    @MethodSource("scores")
    void keepsWhatSortingAllCandidatesPutsFirst(float[] scores) {
        int[] sorted = IntStream.range(0, ITEMS)
                .filter(item -> scores[item] != TopItems.EXCLUDED)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -(scores[item] + 0f))
                        .thenComparing(item -> item))
                .mapToInt(item -> item)
                .toArray();
        for (int depth : DEPTHS) {
            TopItems top = new TopItems(depth);
            for (int width : WIDTHS) {
                top.clear();
                offer(top, scores, width);
                assertRanked(top.ranked(), scores, sorted, depth);
            }
        }
    }

    private static void offer(TopItems top, float[] scores, int width) {
        float[] padded = new float[width + 2];
        padded[0] = Float.NaN; // never looked at
        for (int first = 0; first < ITEMS; first += width) {
            int count = Math.min(width, ITEMS - first);
            System.arraycopy(scores, first, padded, 1, count);
            padded[count + 1] = Float.NaN;
            top.offer(first, padded, 1, count);
        }
    }

    private static void assertRanked(RankedItems ranked, float[] scores, int[] sorted, int depth) {
        int size = Math.min(depth, sorted.length);
        assertThat(ranked.items())
                .containsExactly(IntStream.of(sorted).limit(size).toArray());
        for (int place = 0; place < size; place++) {
            assertThat(ranked.scores()[place]).isEqualTo(scores[sorted[place]] + 0f);
        }
        if (size > 0) {
            float worst = scores[sorted[size - 1]];
            double better =
                    IntStream.of(sorted).filter(item -> scores[item] > worst).count();
            double equal =
                    IntStream.of(sorted).filter(item -> scores[item] == worst).count();
            assertThat(ranked.averageRank(worst)).isEqualTo(better + (equal - 1) / 2);
        }
    }

    private static float[] scores(IntFunction<? extends Number> score) {
        float[] scores = new float[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            scores[item] = score.apply(item).floatValue();
        }
        return scores;
    }

    @ParameterizedTest
    @MethodSource("scores")
    void asksOnlyForAcceptedItems(float[] scores) {
        float[] excluded = scores.clone();
        for (int item = 0; item < ITEMS; item++) {
            excluded[item] = item % 3 == 0 ? scores[item] : TopItems.EXCLUDED;
        }
        for (int depth : DEPTHS) {
            TopItems accepting = new TopItems(depth, item -> item % 3 == 0);
            TopItems expected = new TopItems(depth);
            offer(accepting, scores, 64);
            offer(expected, excluded, 64);
            assertThat(accepting.ranked().items()).isEqualTo(expected.ranked().items());
        }
    }
}
