package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.core.tracking.RunFolder;
import org.campanile.serving.funnel.BatchSettings;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.FunnelSettings;
import org.campanile.serving.funnel.ItemRules;
import org.campanile.serving.funnel.ServedExperiment;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.funnel.SmallModel;
import org.campanile.serving.http.ServiceMetrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Runs with bundles of the small model. */
class ServedRunsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final ServiceMetrics metrics = new ServiceMetrics();
    private Path first;
    private Path second;

    @BeforeEach
    void writeRuns() throws IOException {
        first = run(1);
        second = run(2);
    }

    @AfterEach
    void close() {
        metrics.close();
    }

    private Path run(int number) throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("runs"), "towers", "run-" + number, CLOCK);
        SmallModel.write(folder, number);
        Files.delete(run.bundle());
        Files.move(folder.resolve("bundle-" + number), run.bundle());
        return run.path();
    }

    private static String version(Path run) {
        return ModelBundle.manifest(new LocalFileStore(RunFolder.open(run).bundle())).version();
    }

    private ServedRuns runs(ItemRules rules) {
        Funnel funnel = new Funnel(new FunnelSettings(5, 3, 0, 0), rules, metrics);
        return new ServedRuns(
                folder.resolve("runs"),
                first,
                null,
                new IndexOptions(),
                new BatchSettings(1, 4, 100),
                funnel,
                metrics);
    }

    @Test
    void theRunLoadedLastIsLoadedAgainWhenNoneIsNamed() {
        ServedRuns runs = runs(ItemRules.NONE);
        assertThat(loaded(runs, Optional.empty())).isEqualTo(version(first));
        assertThat(loaded(runs, Optional.of("towers/" + second.getFileName()))).isEqualTo(version(second));
        assertThat(loaded(runs, Optional.empty())).isEqualTo(version(second));
    }

    private static String loaded(ServedRuns runs, Optional<String> run) {
        try (ServedVersion version = runs.load(run, Optional.empty())) {
            assertThat(version.size()).isEqualTo(5);
            return version.id();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../elsewhere", "towers/../..", "/etc"})
    void aNameThatLeadsOutOfTheFolderOfRunsIsRefused(String name) {
        assertThatThrownBy(() -> runs(ItemRules.NONE).load(Optional.of(name), Optional.empty()))
                .isInstanceOf(CampanileException.class)
                .hasMessage("\"" + name + "\" names no run below the service's folder of runs: give EXPERIMENT/RUN.");
    }

    @Test
    void whatIsNoRunIsRefusedAndTheLastOneKept() {
        ServedRuns runs = runs(ItemRules.NONE);
        assertThatThrownBy(() -> runs.load(Optional.of("towers/absent"), Optional.empty()))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("towers/absent is not a run folder");
        assertThat(loaded(runs, Optional.empty())).isEqualTo(version(first));
    }

    @Test
    void aRetrievalModelIsNoRankingModel() {
        assertThatThrownBy(() -> runs(ItemRules.NONE).open(first, second)).isInstanceOf(CampanileException.class);
    }

    @Test
    void anotherRunThatIsComparedIsNotTheOneLoadedLast() {
        ServedRuns runs = runs(ItemRules.NONE);
        ExperimentOptions options = CommandLine.populateCommand(
                new ExperimentOptions(), "--experiment", "towers", "--against", second.toString());
        try (ServedExperiment experiment =
                options.open(runs, loaded(runs, Optional.empty())).orElseThrow()) {
            assertThat(experiment.challenger().map(ServedVersion::id)).contains(version(second));
        }
        assertThat(loaded(runs, Optional.empty())).isEqualTo(version(first));
    }
}
