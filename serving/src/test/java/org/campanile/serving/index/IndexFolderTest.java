package org.campanile.serving.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.evaluation.ItemVectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IndexFolderTest {
    private static final String VERSION = "0123456789abcdef";
    private static final int ITEMS = 1300; // three blocks, the last not full
    private static final int DIM = 19;
    private static final int K = 20;

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private final float[][] items = new float[ITEMS][DIM];
    private final List<QueryVectors> queries = new ArrayList<>();
    private ItemVectors vectors;

    @BeforeEach
    void draw() {
        vectors = new ItemVectors(ITEMS, DIM);
        for (int item = 0; item < ITEMS; item++) {
            items[item] = gaussian(DIM);
            vectors.set(item, items[item]);
        }
        for (int interests : new int[] {1, 1, 3, 1, 4, 2}) {
            queries.add(new QueryVectors(gaussian(interests * DIM), DIM));
        }
    }

    @AfterEach
    void close() {
        vectors.close();
    }

    private float[] gaussian(int length) {
        float[] numbers = new float[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    @ParameterizedTest
    @EnumSource(IndexKind.class)
    void findsWhatSortingAllScoresPutsFirst(IndexKind kind) {
        try (VectorIndex index = index(kind)) {
            List<VectorSearch> searches =
                    queries.stream().map(query -> new VectorSearch(query, K)).toList();
            List<ScoredItems> found = index.search(searches);
            for (int i = 0; i < searches.size(); i++) {
                assertBest(found.get(i), queries.get(i), K, item -> item > 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(IndexKind.class)
    void findsOnlyWhatTheFilterAccepts(IndexKind kind) {
        try (VectorIndex index = index(kind)) {
            for (int divisor : new int[] {2, 50, 600}) { // of 1,299 items 649, 25 and 2
                ItemFilter filter = item -> item % divisor == 0;
                ScoredItems found = index.search(queries.get(2), K, filter);
                assertBest(found, queries.get(2), K, item -> item > 0 && filter.accepts(item));
            }
            assertThat(index.search(queries.get(0), K, item -> false).size()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(IndexKind.class)
    void moreThanThereIsGivesAllItemsButTheUnknownOne(IndexKind kind) {
        try (VectorIndex index = index(kind)) {
            ScoredItems found = index.search(queries.get(1), 5000, ItemFilter.ALL);
            assertThat(found.items()).hasSize(ITEMS - 1).doesNotContain(0);
        }
    }

    @ParameterizedTest
    @EnumSource(IndexKind.class)
    void ofEqualScoresTheLowerIndexComesFirst(IndexKind kind) {
        for (int item = 0; item < ITEMS; item++) {
            vectors.set(item, items[item % 7]); // each score occurs some 186 times
        }
        // A graph of so many equal vectors leads nowhere: then all are scored.
        IndexSettings settings = new IndexSettings(kind, 0, 50, HnswSettings.USUAL);
        IndexFolder.write(folder.resolve("index"), settings, vectors, VERSION, queries);
        try (VectorIndex index = IndexFolder.open(folder.resolve("index"), VERSION)) {
            ScoredItems found = index.search(queries.get(0), ITEMS, ItemFilter.ALL);
            for (int place = 1; place < found.size(); place++) {
                if (found.score(place - 1) == found.score(place)) {
                    assertThat(found.item(place - 1)).isLessThan(found.item(place));
                }
            }
        }
    }

    /** Sorts all items by their scores, which are computed in double precision. */
    private void assertBest(ScoredItems found, QueryVectors query, int k, IntPredicate accepted) {
        List<Integer> expected = IntStream.range(0, ITEMS)
                .filter(accepted)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer item) -> -score(query, item)))
                .limit(k)
                .toList();
        assertThat(found.items())
                .containsExactly(expected.stream().mapToInt(item -> item).toArray());
        for (int place = 0; place < found.size(); place++) {
            // 19 products of numbers below 5 are summed in single precision: 19 * 25 * 2^-23 is below 1e-4.
            assertThat(found.score(place)).isCloseTo((float) score(query, found.item(place)), within(1e-4f));
        }
    }

    private double score(QueryVectors query, int item) {
        double best = Double.NEGATIVE_INFINITY;
        for (int interest = 0; interest < query.count(); interest++) {
            double sum = 0;
            float[] vector = query.vector(interest);
            for (int d = 0; d < DIM; d++) {
                sum += (double) vector[d] * items[item][d];
            }
            best = Math.max(best, sum);
        }
        return best;
    }

    @ParameterizedTest
    @EnumSource(IndexKind.class)
    void manyThreadsFindTheSame(IndexKind kind) throws Exception {
        try (VectorIndex index = index(kind)) {
            List<int[]> expected = queries.stream()
                    .map(query -> index.search(query, K, ItemFilter.ALL).items())
                    .toList();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Callable<int[]>> tasks = new ArrayList<>();
                for (int i = 0; i < 200; i++) {
                    QueryVectors query = queries.get(i % queries.size());
                    tasks.add(() -> index.search(query, K, ItemFilter.ALL).items());
                }
                List<Future<int[]>> found = threads.invokeAll(tasks);
                for (int i = 0; i < found.size(); i++) {
                    assertThat(found.get(i).get()).isEqualTo(expected.get(i % queries.size()));
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    @Test
    void itSaysWhatItHolds() {
        try (VectorIndex index = index(IndexKind.EXACT)) {
            assertThat(index.version()).isEqualTo(VERSION);
            assertThat(index.size()).isEqualTo(ITEMS);
            assertThat(index.dim()).isEqualTo(DIM);
            assertThat(index.vector(1299).toArray()).isEqualTo(items[1299]);
        }
        assertThat(IndexFolder.manifest(folder.resolve("index")).recall())
                .isEqualTo(new MeasuredRecall(50, queries.size(), 1.0));
    }

    @Test
    void manySearchesAtOnceFindWhatEachAloneFinds() {
        try (VectorIndex index = index(IndexKind.EXACT)) {
            List<VectorSearch> searches = new ArrayList<>();
            for (int i = 0; i < 70; i++) { // more vectors than one product takes
                searches.add(new VectorSearch(queries.get(i % queries.size()), 1 + i % 9));
            }
            List<ScoredItems> found = index.search(searches);
            for (int i = 0; i < searches.size(); i++) {
                int[] alone = index.search(
                                searches.get(i).query(), searches.get(i).k(), ItemFilter.ALL)
                        .items();
                assertThat(found.get(i).items()).isEqualTo(alone);
            }
        }
    }

    @Test
    void anIndexInMemoryFindsWhatOneInAFolderFinds() {
        try (VectorIndex memory = VectorIndex.inMemory(VERSION, vectors);
                VectorIndex index = index(IndexKind.EXACT)) {
            for (QueryVectors query : queries) {
                assertThat(memory.search(query, K, ItemFilter.ALL).items())
                        .isEqualTo(index.search(query, K, ItemFilter.ALL).items());
            }
            assertThat(memory.vector(7).toArray()).isEqualTo(items[7]);
        }
    }

    @Test
    void anIndexThatFindsTooLittleIsKeptAsideAndSaysWhichWidthIsEnough() throws IOException {
        Path index = folder.resolve("index");
        Path refused = folder.resolve("index.refused");
        HnswSettings narrow = new HnswSettings(8, 40, 1);
        IndexSettings settings = new IndexSettings(IndexKind.HNSW, 0.999, 1, narrow);
        String message = catchThrowable(() -> IndexFolder.write(index, settings, vectors, VERSION, queries))
                .getMessage();

        Matcher width = Pattern.compile("The index \\(HNSW\\) finds 0\\.\\d{4} of the best 1 items of 6 queries, but at"
                        + " least 0\\.999 is wanted: by --search-width (\\d+) it finds 1\\.0000; or allow less by"
                        + " --min-recall\\.")
                .matcher(message);
        assertThat(width.matches()).as(message).isTrue();
        assertThat(index).doesNotExist();
        byte[] graph = Files.readAllBytes(refused.resolve("items.graph"));

        IndexSettings enough =
                new IndexSettings(IndexKind.HNSW, 0.999, 1, narrow.withSearchWidth(Integer.parseInt(width.group(1))));
        IndexManifest written = IndexFolder.write(index, enough, vectors, VERSION, queries);

        assertThat(written.recall().recall()).isEqualTo(1);
        assertThat(IndexFolder.manifest(index)).isEqualTo(written);
        assertThat(index.resolve("items.graph")).hasBinaryContent(graph);
        assertThat(refused).doesNotExist();
    }

    @Test
    void aGraphThatNoWidthMakesGoodEnoughIsRefusedAndBuiltAnewByOtherSettings() {
        Path index = folder.resolve("index");
        // Two neighbours for each item, chosen from one candidate: parts of the graph are out of reach.
        IndexSettings settings = new IndexSettings(IndexKind.HNSW, 1, 50, new HnswSettings(2, 1, 1));
        assertThatThrownBy(() -> IndexFolder.write(index, settings, vectors, VERSION, queries))
                .isInstanceOf(CampanileException.class)
                .hasMessageEndingWith(
                        "at least 1.0 is wanted: choose a larger --build-width or --max-connections, since no"
                                + " --search-width up to 3200 is enough, or an exact index, or allow less by --min-recall.");
        assertThat(index).doesNotExist();

        IndexFolder.write(index, IndexSettings.of(IndexKind.HNSW), vectors, VERSION, queries);

        assertThat(IndexFolder.manifest(index).settings().hnsw()).isEqualTo(HnswSettings.USUAL);
        assertThat(folder.resolve("index.refused")).doesNotExist();
    }

    @Test
    void anotherSearchWidthKeepsTheGraphAndMeasuresAnew() throws IOException {
        Path index = folder.resolve("index");
        HnswSettings narrow = new HnswSettings(8, 40, 1);
        IndexFolder.write(index, new IndexSettings(IndexKind.HNSW, 0, 1, narrow), vectors, VERSION, queries);
        byte[] graph = Files.readAllBytes(index.resolve("items.graph"));
        double before = IndexFolder.manifest(index).recall().recall();

        IndexSettings wide = new IndexSettings(IndexKind.HNSW, 0.9, 1, new HnswSettings(8, 40, 1000));
        IndexManifest measured = IndexFolder.searchBy(index, wide, queries);

        assertThat(measured.recall().recall()).isEqualTo(1).isGreaterThan(before);
        assertThat(IndexFolder.manifest(index)).isEqualTo(measured);
        assertThat(index.resolve("items.graph")).hasBinaryContent(graph);
        IndexSettings denser = new IndexSettings(IndexKind.HNSW, 0.9, 1, new HnswSettings(9, 40, 1000));
        assertThatThrownBy(() -> IndexFolder.searchBy(index, denser, queries))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anIndexOfAnotherModelIsRefused() {
        write(IndexKind.EXACT);
        assertThatThrownBy(() -> IndexFolder.open(folder.resolve("index"), "fedcba9876543210"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("model version 0123456789abcdef, but users would get vectors of the version"
                        + " fedcba9876543210");
    }

    @ParameterizedTest
    @CsvSource({"EXACT, items.table", "HNSW, items.graph"})
    void aDamagedFileIsNamed(IndexKind kind, String path) throws IOException {
        write(kind);
        Path file = folder.resolve("index").resolve(path);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> IndexFolder.open(folder.resolve("index"), VERSION))
                .isInstanceOf(CampanileException.class)
                .hasMessage(file + " is damaged: it does not match its checksum in index.json;"
                        + " copy the index again or write it again.");
        Files.delete(file);
        assertThatThrownBy(() -> IndexFolder.open(folder.resolve("index"), VERSION))
                .hasMessage(file + " is missing: the index is not whole; copy it again or write it again.");
    }

    @Test
    void aFolderWithoutAnIndexIsReported() {
        assertThatThrownBy(() -> IndexFolder.open(folder.resolve("nothing"), VERSION))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("There is no index in " + folder.resolve("nothing"));
    }

    @Test
    void vectorsOfAnotherLengthAreRefused() {
        try (VectorIndex index = index(IndexKind.EXACT)) {
            QueryVectors other = new QueryVectors(new float[] {1, 2}, 2);
            assertThatThrownBy(() -> index.search(other, K, ItemFilter.ALL))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a query has vectors of 2 numbers, but items have 19");
        }
    }

    private VectorIndex index(IndexKind kind) {
        write(kind);
        return IndexFolder.open(folder.resolve("index"), VERSION);
    }

    private void write(IndexKind kind) {
        IndexFolder.write(folder.resolve("index"), IndexSettings.of(kind), vectors, VERSION, queries);
    }
}
