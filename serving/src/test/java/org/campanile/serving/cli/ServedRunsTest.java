package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.tracking.ProgressListener;
import org.campanile.serving.funnel.BatchSettings;
import org.campanile.serving.funnel.Funnel;
import org.campanile.serving.funnel.FunnelSettings;
import org.campanile.serving.funnel.ItemRules;
import org.campanile.serving.funnel.ServedExperiment;
import org.campanile.serving.funnel.ServedVersion;
import org.campanile.serving.http.ServiceMetrics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServedRunsTest {
    @TempDir
    private static Path folder;

    private final ServiceMetrics metrics = new ServiceMetrics();
    private Path first;
    private Path second;

    @BeforeAll
    void writeRuns() throws IOException {
        first = SmallRuns.write(folder, 1);
        second = SmallRuns.write(folder, 2);
    }

    @AfterAll
    void close() {
        metrics.close();
    }

    private ServedRuns runs(ItemRules rules) {
        Funnel funnel = new Funnel(new FunnelSettings(5, 3, 0, 0), rules, metrics);
        IndexOptions defaults = new IndexOptions();
        new CommandLine(defaults).setCaseInsensitiveEnumValuesAllowed(true).parseArgs();
        return new ServedRuns(
                folder.resolve("runs"),
                first,
                null,
                defaults,
                new BatchSettings(1, 4, 100),
                funnel,
                metrics,
                ProgressListener.SILENT);
    }

    @Test
    void theRunLoadedLastIsLoadedAgainWhenNoneIsNamed() {
        ServedRuns runs = runs(ItemRules.NONE);
        assertThat(loaded(runs, Optional.empty())).isEqualTo(SmallRuns.version(first));
        assertThat(loaded(runs, Optional.of("towers/" + second.getFileName()))).isEqualTo(SmallRuns.version(second));
        assertThat(loaded(runs, Optional.empty())).isEqualTo(SmallRuns.version(second));
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
        assertThat(loaded(runs, Optional.empty())).isEqualTo(SmallRuns.version(first));
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
            assertThat(experiment.challenger().map(ServedVersion::id)).contains(SmallRuns.version(second));
        }
        assertThat(loaded(runs, Optional.empty())).isEqualTo(SmallRuns.version(first));
    }
}
