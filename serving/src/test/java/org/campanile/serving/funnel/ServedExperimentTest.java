package org.campanile.serving.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.experiment.ArmShares;
import org.campanile.serving.experiment.Assignment;
import org.campanile.serving.experiment.Exposure;
import org.campanile.serving.experiment.ExposureLog;
import org.campanile.serving.experiment.ExposureLogSettings;
import org.campanile.serving.funnel.ServedExperiment.Challenger;
import org.campanile.serving.model.ServedRetrieval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedExperimentTest {
    @TempDir
    private Path folder;

    private FileStore bundle;
    private String id;
    private PlainIndex index;

    @BeforeEach
    void writeBundle() {
        bundle = SmallModel.write(folder, 1);
        id = ModelBundle.manifest(bundle).version();
        index = SmallModel.index(id);
    }

    private Challenger challenger(double share) {
        return new Challenger(SmallModel.version(ServedRetrieval.open(bundle, 1), index, new DeafListener()), share);
    }

    private ExposureLog log() {
        return ExposureLog.open(new LocalFileStore(folder.resolve("log")), ExposureLogSettings.DEFAULTS);
    }

    private static boolean takes(ExposureLog log) {
        return log.offer(new Exposure(
                "r", "u", Instant.EPOCH, new Assignment("e", "a"), new ArmShares(Map.of("a", 1.0)), "v", List.of("i")));
    }

    @Test
    void aVersionIsNotComparedWithItself() {
        ExposureLog log = log();
        assertThatThrownBy(() -> new ServedExperiment("towers", 0, id, challenger(.5), log))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Experiment towers has two arms of version " + id + ": give each version once.");

        assertThat(index.isClosed()).isTrue();
        assertThat(takes(log)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 0", "0, NaN", "1, .5", "-0.1, .5"})
    void sharesThatAreNoneAreRefused(double holdOut, double share) {
        assertThatThrownBy(() -> new ServedExperiment("towers", holdOut, "another", challenger(share), null))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("share");
        assertThat(index.isClosed()).isTrue();
    }
}
