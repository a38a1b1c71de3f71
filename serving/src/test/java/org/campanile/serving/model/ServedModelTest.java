package org.campanile.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.EntityKeys;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.campanile.serving.funnel.PlainIndex;
import org.campanile.serving.index.QueryVectors;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedModelTest {
    private static final String UNKNOWN = "what training did not see";

    private FileStore retrievalBundle;
    private FileStore rankingBundle;
    private ServedRetrieval retrieval;
    private ServedRanking ranking;

    @BeforeAll
    void open(@TempDir Path folder) {
        EvaluationFixture interactions = EvaluationFixture.create(
                folder.resolve("interactions"),
                "source: synthetic-interactions, users: 60, items: 150, interactions-per-user: 8, history: {max-length: 6}",
                "type: mind, embedding-dim: 8, output-dim: 8, interests: 2, history-length: 6, user-tower: []",
                "top-k: [10]");
        EvaluationFixture clicks = EvaluationFixture.create(
                folder.resolve("clicks"),
                "source: synthetic-clicks, rows: 2000, split: {method: ratio}",
                "type: deepfm, embedding-dim: 4, mlp: [8]",
                "");
        retrievalBundle = FileStores.open(interactions.bundle());
        rankingBundle = FileStores.open(clicks.bundle());
        retrieval = ServedRetrieval.open(retrievalBundle, 2);
        ranking = ServedRanking.open(rankingBundle, 2);
    }

    @AfterAll
    void close() {
        retrieval.close();
        ranking.close();
    }

    @Test
    void itIsOpenedByItsFamily() {
        try (ServedModel model = ServedModel.open(rankingBundle, 1)) {
            assertThat(model).isInstanceOf(ServedRanking.class);
            assertThat(model.version()).isEqualTo(ranking.version());
        }
    }

    @Test
    void anotherFamilyIsRefused() {
        assertThatThrownBy(() -> ServedRetrieval.open(rankingBundle, 1))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model in " + rankingBundle.root() + " is a deepfm, which scores given samples:"
                        + " only retrieval models make vectors of users.");
        assertThatThrownBy(() -> ServedRanking.open(retrievalBundle, 1))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model in " + retrievalBundle.root() + " is a mind, which recommends items to users:"
                        + " only ranking models score samples.");
    }

    @Test
    void manyThreadsGetTheVectorsThatOneGets() throws Exception {
        List<UserRequest> requests = new ArrayList<>();
        for (int item = 1; item < retrieval.items().size(); item++) {
            requests.add(UserRequest.ofHistory(
                    List.of(retrieval.items().id(item), retrieval.items().id(1))));
        }
        List<float[]> expected = requests.stream()
                .map(request -> retrieval.userVectors(request).toArray())
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Callable<float[]>> tasks = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                UserRequest request = requests.get(i % requests.size());
                tasks.add(() -> retrieval.userVectors(request).toArray());
            }
            List<Future<float[]>> found = threads.invokeAll(tasks);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).get()).isEqualTo(expected.get(i % expected.size()));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void severalUsersAtOnceGetWhatEachAloneGets() {
        List<UserRequest> requests = List.of(
                UserRequest.ofHistory(List.of()),
                UserRequest.ofHistory(List.of(retrieval.items().id(3), UNKNOWN)),
                UserRequest.ofHistory(Collections.nCopies(50, retrieval.items().id(4))));
        List<QueryVectors> together = retrieval.userVectors(requests);
        for (int i = 0; i < requests.size(); i++) {
            assertThat(together.get(i).count()).isEqualTo(2);
            assertThat(together.get(i).toArray())
                    .containsExactly(retrieval.userVectors(requests.get(i)).toArray(), within(1e-6f));
        }
    }

    @Test
    void itemsAreKnownByTheirIds() {
        ItemCatalogue items = retrieval.items();
        assertThat(items.index(UNKNOWN)).isZero();
        assertThat(items.id(0)).isEmpty();
        assertThat(items.index(items.id(7))).isEqualTo(7);
        assertThat(items.indices(List.of(items.id(2), UNKNOWN))).containsExactly(2, 0);
        int[] popular = items.byPopularity().toArray();
        assertThat(popular).hasSize(items.size() - 1).doesNotContain(0);
        for (int place = 1; place < popular.length; place++) {
            assertThat(items.count(popular[place])).isLessThanOrEqualTo(items.count(popular[place - 1]));
        }
    }

    @Test
    void itTellsWhomItKnows() {
        String item = retrieval.items().id(5);
        assertThat(retrieval.knows(UserRequest.ofUser(UNKNOWN))).isFalse();
        assertThat(retrieval.knows(UserRequest.ofHistory(List.of(UNKNOWN)))).isFalse();
        assertThat(retrieval.knows(UserRequest.ofHistory(List.of(UNKNOWN, item))))
                .isTrue();
        assertThat(ranking.knows(UserRequest.ofHistory(List.of()))).isFalse();
        assertThat(ranking.knows(new UserRequest(Optional.empty(), Map.of("c0", "x"), List.of())))
                .isTrue();
        assertThat(ranking.knows(new UserRequest(Optional.empty(), Map.of("another", "x"), List.of())))
                .isFalse();
    }

    @Test
    void sampledQueriesAreEqualForEqualSeeds() {
        List<QueryVectors> sample;
        List<QueryVectors> again;
        try (ItemVectors vectors = retrieval.itemVectors()) {
            sample = retrieval.sampleQueries(vectors, 20, 3);
            again = retrieval.sampleQueries(vectors, 20, 3);
        }
        assertThat(sample).hasSize(20);
        for (int i = 0; i < sample.size(); i++) {
            assertThat(sample.get(i).toArray()).isEqualTo(again.get(i).toArray());
        }
        assertThat(sample.stream().map(query -> query.toArray()[0]).distinct().count())
                .isGreaterThan(10);
    }

    @Test
    void sampledHistoriesAreOfFewTastes() {
        // Two groups of more than 32 items, each with a direction of its own: the 32 items nearest to one are of its
        // group.
        int items = retrieval.items().size();
        assertThat(items).isGreaterThan(2 * 33);
        float[][] vectors = new float[items][2];
        for (int item = 1; item < items; item++) {
            vectors[item][item % 2] = 1;
        }
        EntityKeys users = EntityKeys.read(retrieval.entities(), FeatureSide.USER);
        PlainIndex index = new PlainIndex("groups", vectors);

        List<UserRequest> sample = new RequestSample(users, retrieval.items(), index, 5)
                .withHistories(400).stream()
                        .filter(request -> request.history().size() >= 6)
                        .toList();
        long ofOneGroup = sample.stream()
                .filter(request -> request.history().stream()
                                .map(item -> retrieval.items().index(item) % 2)
                                .distinct()
                                .count()
                        == 1)
                .count();

        // Of one, two or three tastes as often: 1/3 (1 + 1/2 + 1/4) = .58; items drawn each by itself would give .03 at
        // most.
        assertThat(sample).hasSizeGreaterThan(150);
        assertThat((double) ofOneGroup / sample.size()).isBetween(0.4, 0.8);
    }

    @Test
    void samplesWithoutItemsCannotBeRanked() {
        assertThatThrownBy(() -> ranking.score(UserRequest.ofUser("1"), List.of("2")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("Samples of the model in " + rankingBundle.root() + " name no item");
    }

    @Test
    void moreRowsThanFitOneBatchAreScoredAlike() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < 1500; row++) {
            rows.add(Map.of("d0", row % 3, "c1", "v" + row % 5));
        }
        float[] scores = ranking.score(rows);
        assertThat(scores).hasSize(1500);
        assertThat(scores[1499]).isCloseTo(ranking.score(rows.subList(1499, 1500))[0], within(1e-6f));
        assertThat(ranking.score(List.of())).isEmpty();
    }

    @Test
    void aWrongValueIsNamed() {
        assertThatThrownBy(() -> ranking.score(List.of(Map.of("d0", "much"))))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The value of d0 is 'much'; allowed: a number.");
    }

    @Test
    void aBundleWhoseGoldenQueriesAreAnsweredOtherwiseIsNotServed(@TempDir Path folder) throws IOException {
        copy(Path.of(retrievalBundle.root()), folder);
        // Another answer, with the checksum that belongs to it: as by code that has changed.
        Path golden = folder.resolve("golden.json");
        Path manifest = folder.resolve("model.json");
        FileStore bundle = FileStores.open(folder.toString());
        String before = Checksums.sha256(bundle, "golden.json");
        String text = Files.readString(golden);
        Files.writeString(golden, text.replaceFirst("\"answer\" : \\[ -?[0-9]", "\"answer\" : [ 7"));
        String after = Checksums.sha256(bundle, "golden.json");
        long length = Files.size(golden);
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replace(before, after)
                        .replaceFirst("(\"path\" : \"golden.json\",\\s+\"bytes\" : )\\d+", "$1" + length));
        assertThatThrownBy(() -> ServedModel.open(bundle, 1))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("The model in " + bundle.root())
                .hasMessageContaining("answers otherwise than when it was written: for user null with the history []");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
