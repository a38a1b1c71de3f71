package org.campanile.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.math.FloatMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopItemSearchTest {

    /** Vectors of small whole numbers: every product is exact in single precision, in any order, and many scores tie. */
    @ParameterizedTest
    @CsvSource({
        // users, items, width, length, k
        "1, 1, 1, 1, 1",
        "1, 50, 7, 3, 10",
        "255, 50, 50, 8, 3",
        "257, 50, 49, 5, 100", // more than there are items; a last block of one item, a last tile of one user
        "256, 131, 64, 64, 131",
        "600, 700, 512, 16, 20",
        "20, 3000, 512, 4, 100",
    })
    void findsWhatSortingAllDotProductsPutsFirst(int users, int items, int width, int length, int k) {
        Random random = new Random(users * 31L + items);
        int[][] itemVectors = wholeNumbers(random, items, length);
        int[][] userVectors = wholeNumbers(random, users, length);
        List<int[]> excluded = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            excluded.add(random.ints(user % 7 * items / 6, 0, items).toArray());
        }

        List<RankedItems> found;
        try (ItemVectors vectors = new ItemVectors(new ItemBlocks(items, width), length);
                TopItemSearch search = new TopItemSearch(vectors, k);
                FloatMatrix queries = matrix(userVectors)) {
            for (int item = 0; item < items; item++) {
                vectors.set(item, floats(itemVectors[item]));
            }
            search.search(queries.rowRange(0, 1), excluded.subList(0, 1)); // leaves nothing behind
            found = search.search(queries, excluded);
        }

        assertThat(found).hasSize(users);
        for (int user = 0; user < users; user++) {
            int[] scores = dotProducts(userVectors[user], itemVectors);
            int[] expected = sorted(scores, excluded.get(user), k);
            assertThat(found.get(user).items()).containsExactly(expected);
            assertThat(found.get(user).scores())
                    .containsExactly(floats(
                            IntStream.of(expected).map(item -> scores[item]).toArray()));
        }
    }

    @Test
    void ofSeveralVectorsOfAUserTheLargestDotProductCounts() {
        // Item vectors (1, 0), (0, 1), (1, 1), (-1, 0). User 0 with (2, 0) and (0, 3): 2, 3, max(2, 3), max(-2, 0).
        // User 1 with (-1, 0) and (-1, -1): max(-1, -1), max(0, -1), max(-1, -2), max(1, 1).
        float[][] itemVectors = {{1, 0}, {0, 1}, {1, 1}, {-1, 0}};
        try (ItemVectors vectors = new ItemVectors(new ItemBlocks(4, 3), 2);
                TopItemSearch search = new TopItemSearch(vectors, 2, 4);
                FloatMatrix queries = matrix(new int[][] {{2, 0}, {0, 3}, {-1, 0}, {-1, -1}})) {
            for (int item = 0; item < 4; item++) {
                vectors.set(item, itemVectors[item]);
            }

            List<RankedItems> found = search.search(queries, List.of(new int[0], new int[] {0}));

            assertThat(found.get(0).items()).containsExactly(1, 2, 0, 3);
            assertThat(found.get(0).scores()).containsExactly(3f, 3f, 2f, 0f);
            assertThat(found.get(1).items()).containsExactly(3, 1, 2);
            assertThat(found.get(1).scores()).containsExactly(1f, 0f, -1f);
        }
    }

    /** The lists of the results aside, memory does not grow with the number of scores. */
    @Test
    void allocatesNothingPerScore() {
        int users = TopItemSearch.BATCH;
        int items = 20_000;
        Random random = new Random(1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        try (ItemVectors vectors = new ItemVectors(items, 2);
                TopItemSearch search = new TopItemSearch(vectors, 5);
                FloatMatrix queries = matrix(wholeNumbers(random, users, 2))) {
            for (int item = 0; item < items; item++) {
                vectors.set(item, new float[] {random.nextFloat(), random.nextFloat()});
            }
            List<int[]> excluded = Collections.nCopies(users, new int[0]);
            for (int attempt = 0; attempt < 200 && allocated > items; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                search.search(queries, excluded);
                allocated = Math.min(allocated, (threads.getCurrentThreadAllocatedBytes() - before) / users);
            }
        }
        // Bytes per user. 20,000 scores are 80,000 bytes.
        assertThat(allocated).isLessThan(1000);
    }

    @Test
    void aScoreThatIsNotFiniteIsReported() {
        assertThatThrownBy(() -> search(new float[] {1f, Float.NaN, 3f}, new int[0]))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model gave item 1 the score NaN: its training has diverged;"
                        + " train with lower learning rates.");
    }

    @Test
    void anExcludedItemOutsideTheItemsIsRefused() {
        assertThatThrownBy(() -> search(new float[3], new int[] {3, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("excluded items [1, 3] are not all among the 3 items");
        assertThatThrownBy(() -> search(new float[3], new int[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("excluded items [-1] are not all among the 3 items");
    }

    private static void search(float[] items, int[] excluded) {
        try (ItemVectors vectors = new ItemVectors(items.length, 1);
                TopItemSearch search = new TopItemSearch(vectors, 1);
                FloatMatrix user = matrix(new int[][] {{1}})) {
            for (int item = 0; item < items.length; item++) {
                vectors.set(item, new float[] {items[item]});
            }
            search.search(user, List.of(excluded));
        }
    }

    private static int[] sorted(int[] scores, int[] excluded, int k) {
        return IntStream.range(0, scores.length)
                .filter(item -> IntStream.of(excluded).noneMatch(other -> other == item))
                .boxed()
                .sorted(Comparator.comparingInt((Integer item) -> -scores[item]).thenComparing(item -> item))
                .limit(k)
                .mapToInt(item -> item)
                .toArray();
    }

    private static int[] dotProducts(int[] user, int[][] items) {
        return Arrays.stream(items)
                .mapToInt(item -> IntStream.range(0, user.length)
                        .map(i -> user[i] * item[i])
                        .sum())
                .toArray();
    }

    private static int[][] wholeNumbers(Random random, int rows, int columns) {
        int[][] values = new int[rows][];
        Arrays.setAll(values, row -> random.ints(columns, -3, 4).toArray());
        return values;
    }

    private static FloatMatrix matrix(int[][] values) {
        FloatMatrix matrix = new FloatMatrix(values.length, values[0].length);
        for (int row = 0; row < values.length; row++) {
            matrix.buffer().put(row * matrix.columns(), floats(values[row]));
        }
        return matrix;
    }

    private static float[] floats(int[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = values[i];
        }
        return floats;
    }
}
