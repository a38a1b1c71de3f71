package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.BundleDescription;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalEvaluationTest {
    /** Without hidden layers: those of an untrained network give many items nearly the same vector. */
    private static final String MODEL =
            "type: dssm, embedding-dim: 8, output-dim: 8, user-tower: [], item-tower: []," + " similarity: dot";

    private static final int USERS = 600; // enough for two tasks
    private static final String DATA =
            "source: synthetic-interactions, users: " + USERS + ", items: 150, interactions-per-user: 10";

    @TempDir
    private static Path folder;

    private static EvaluationFixture fixture;
    private static SortedReference reference;

    @BeforeAll
    static void prepare() {
        fixture = EvaluationFixture.create(folder, DATA, MODEL, "top-k: [10, 20]");
        reference = new SortedReference(fixture.dataset(), 10);
    }

    @Test
    void metricsOverAllTasksAreThoseOfSortingEveryUsersItems() {
        EvaluationReport report = job(fixture.configuration()).run(fixture.bundle(), Split.TEST);

        List<Split> seenIn = List.of(Split.TRAIN, Split.VALIDATION);
        assertMetrics(report.metrics(), reference.ofModel(fixture.bundle(), Split.TEST, seenIn));
        assertMetrics(report.baselines().get("most-popular"), reference.ofPopularity(Split.TEST, seenIn));
        assertThat(report.count()).isEqualTo(USERS);
        assertThat(report.unit()).isEqualTo("users");
        assertThat(report.metrics()).containsKeys("recall_at_20", "precision_at_10", "mrr_at_20");
    }

    @Test
    void testItemsAreCandidatesOfValidation() {
        EvaluationReport report = job(fixture.configuration()).run(fixture.bundle(), Split.VALIDATION);

        assertMetrics(report.metrics(), reference.ofModel(fixture.bundle(), Split.VALIDATION, List.of(Split.TRAIN)));
    }

    @Test
    void whatIsKnownOfHeldOutUsersCountsAsSeen(@TempDir Path other) {
        /* Nine of ten interactions are history, so that one is to be predicted, as the reference needs it. */
        String split = ", split: {method: by-user, validation: 0.1, test: 0.2, fold-in: 0.9}";
        EvaluationFixture heldOut = EvaluationFixture.create(other, DATA + split, MODEL, "top-k: [10]");
        SortedReference plain = new SortedReference(heldOut.dataset(), 10);

        EvaluationReport report = job(heldOut.configuration()).run(heldOut.bundle(), Split.TEST);

        assertThat(report.count()).isEqualTo(heldOut.dataset().samples(Split.TEST));
        assertThat(heldOut.dataset().samples(Split.HISTORY))
                .isEqualTo(9
                        * (heldOut.dataset().samples(Split.TEST)
                                + heldOut.dataset().samples(Split.VALIDATION)));
        assertMetrics(report.metrics(), plain.ofModel(heldOut.bundle(), Split.TEST, List.of(Split.HISTORY)));
        assertThat(report.metrics().get("ndcg_at_10"))
                .as("the history makes a difference")
                .isNotEqualTo(plain.ofModel(heldOut.bundle(), Split.TEST, List.of())[1]);
        assertThatThrownBy(() -> job(heldOut.configuration()).run(heldOut.bundle(), Split.HISTORY))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The part history is what is known of held-out users and is never evaluated: choose test or"
                        + " validation.");
    }

    @Test
    void modelsOfHistoriesAreAskedByThoseOfTheHeldOutRows(@TempDir Path other) {
        EvaluationFixture histories = EvaluationFixture.create(
                other,
                DATA + ", history: {max-length: 6}",
                "type: youtube-dnn, embedding-dim: 8, output-dim: 8, history-length: 4",
                "top-k: [10]");
        SortedReference plain = new SortedReference(histories.dataset(), 10);

        EvaluationReport report = job(histories.configuration()).run(histories.bundle(), Split.TEST);

        assertMetrics(
                report.metrics(),
                plain.ofModel(histories.bundle(), Split.TEST, List.of(Split.TRAIN, Split.VALIDATION)));
    }

    @Test
    void seenItemsStayCandidatesOnRequest() {
        RunConfiguration configuration = EvaluationFixture.configuration(
                folder.resolve("prepared"), DATA, MODEL, "top-k: [10], exclude-seen: false, baselines: []");

        EvaluationReport report = job(configuration).run(fixture.bundle(), Split.TEST);

        assertMetrics(report.metrics(), reference.ofModel(fixture.bundle(), Split.TEST, List.of()));
        assertThat(report.baselines()).isEmpty();
    }

    @Test
    void aBundleOnAHadoopFileSystemIsTheSame(@TempDir Path other) {
        String location = "plain://" + other + "/run/bundle";
        try (LoadedBundle loaded = ModelBundle.load(FileStores.open(fixture.bundle()), Configurations.reader())) {
            ModelBundle.write(
                    FileStores.open(location),
                    new BundleDescription(loaded.configuration(), Map.of(), Map.of()),
                    loaded.model(),
                    fixture.dataset());
        }

        assertThat(ModelBundle.manifest(FileStores.open(location)).version())
                .isEqualTo(
                        ModelBundle.manifest(FileStores.open(fixture.bundle())).version());
        assertThat(job(fixture.configuration()).run(location, Split.TEST).metrics())
                .isEqualTo(job(fixture.configuration())
                        .run(fixture.bundle(), Split.TEST)
                        .metrics());
    }

    @Test
    void whatATaskFindsIsToldInOneSentence(@TempDir Path copy) throws IOException {
        copyBundle(copy);
        Path file = copy.resolve("MLmodel");
        Files.writeString(file, "flavors: {}");

        assertThatThrownBy(() -> job(fixture.configuration()).run(copy.toString(), Split.TEST))
                .isInstanceOf(CampanileException.class)
                .hasMessage(file + " is damaged: it does not match its checksum in model.json;"
                        + " copy the bundle again or train the model again.");
    }

    @Test
    void anotherDataSetThanThatOfTrainingIsRefused(@TempDir Path copy) throws IOException {
        copyBundle(copy);
        String hash = fixture.dataset().manifest().contentHash();
        Path manifest = copy.resolve("model.json");
        Files.writeString(manifest, Files.readString(manifest).replace(hash, "1234"));

        assertThatThrownBy(() -> job(fixture.configuration()).run(copy.toString(), Split.TEST))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The model in " + copy + " was trained on the data set 1234, but "
                        + fixture.dataset().store().root() + " holds " + hash
                        + ": set data.prepared to the data set it was trained on, or train again.");
    }

    @Test
    void aPartWithoutSamplesIsReported() {
        String withoutSamples = fixture.bundle() + "/data";
        assertThatThrownBy(() ->
                        job(fixture.configuration()).dataset(withoutSamples).run(fixture.bundle(), Split.VALIDATION))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The data set in " + withoutSamples + " has no validation samples to evaluate on:"
                        + " choose another data.split and prepare it again.");
    }

    private static void copyBundle(Path target) throws IOException {
        Path source = Path.of(fixture.bundle());
        try (Stream<Path> paths = Files.walk(source)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(source.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }

    private static EvaluationJob job(RunConfiguration configuration) {
        return new EvaluationJob(EvaluationFixture.spark(), configuration);
    }

    private static void assertMetrics(Map<String, Double> actual, double[] hitRateAndNdcg) {
        assertThat(actual.get("hit_rate_at_10")).isEqualTo(hitRateAndNdcg[0], within(1e-12));
        assertThat(actual.get("ndcg_at_10")).isEqualTo(hitRateAndNdcg[1], within(1e-12));
        assertThat(hitRateAndNdcg[0]).isBetween(0.01, 0.99);
    }
}
