package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.CampanileException;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStores;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.PreparationFixture;
import org.campanile.spark.preparation.PreparationJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleChecksTest {
    private PreparedDataset data;
    private PreparedDataset poor;
    private PreparedDataset constant;

    @BeforeAll
    void prepare(@TempDir Path folder) {
        data = prepared(folder.resolve("data"), "{name: always, kind: none}, {name: none, kind: none}");
        poor = prepared(folder.resolve("poor"), "{name: none, kind: categorical}, {name: always, kind: none}");
        constant = prepared(folder.resolve("constant"), "{name: none, kind: none}, {name: always, kind: dense}");
    }

    /** Rows of a click, a number of stars from 0 to 4, a label that is always 7, a constant and an empty column. */
    private static PreparedDataset prepared(Path folder, String features) {
        Path table = folder.resolve("rows.csv");
        String[] lines = IntStream.rangeClosed(0, 60)
                .mapToObj(row -> row == 0
                        ? "click,stars,seven,some,never,colour,price,always,none"
                        : "%d,%d,7,%s,,c%d,%d,3,"
                                .formatted(row % 2, row % 5, row % 3 == 0 ? row % 2 : "", row % 4, row))
                .toArray(String[]::new);
        PreparationFixture.write(table, lines);
        String data = "path: \"" + table + "\", source: table, format: csv, label: click, split: {method: ratio},"
                + " targets: {further-labels: [stars, seven, some, never], missing-labels: keep}, features: [{name: price, kind: dense}, "
                + features
                + "]";
        return PreparedDataset.open(FileStores.open(new PreparationJob(
                        EvaluationFixture.spark(),
                        EvaluationFixture.configuration(folder.resolve("prepared"), data, "type: dlrm", ""))
                .run()
                .folder()));
    }

    private static TaskConfiguration task(String label, Objective objective, int classes) {
        return new TaskConfiguration(label, objective, classes, 1, 1);
    }

    private void check(PreparedDataset checked, TaskConfiguration task) {
        new SampleChecks(EvaluationFixture.spark(), checked, List.of(TaskConfiguration.CLICK, task)).check();
    }

    private void assertRefused(PreparedDataset checked, TaskConfiguration task, String message) {
        assertThatThrownBy(() -> check(checked, task))
                .isInstanceOf(CampanileException.class)
                .hasMessage(message);
    }

    @Test
    void labelsInTheirRangesPass() {
        assertThatCode(() -> check(data, task("stars", Objective.MULTI_CLASS, 5)))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(data, task("stars", Objective.REGRESSION, 0)))
                .doesNotThrowAnyException();
    }

    @Test
    void aLabelOutsideItsRangeIsNamed() {
        assertRefused(
                data,
                task("stars", Objective.MULTI_CLASS, 4),
                "The label stars of training samples runs from 0.0 to 4.0, but its objective in model.tasks is"
                        + " multi-class; allowed: whole numbers from 0 to 3.");
        assertRefused(
                data,
                task("stars", Objective.BINARY, 0),
                "The label stars of training samples runs from 0.0 to 4.0, but its objective in model.tasks is binary;"
                        + " allowed: 0 or 1.");
    }

    @Test
    void aConstantLabelIsNamed() {
        assertRefused(
                data,
                task("seven", Objective.REGRESSION, 0),
                "The label seven is 7.0 in all training samples, so that there is nothing to learn: check its column, or"
                        + " choose another data.split.");
    }

    @Test
    void aTaskWithoutDataIsNamed() {
        assertRefused(
                data,
                task("buy", Objective.BINARY, 0),
                "model.tasks learns the label buy, but there are no data for it: the samples have the labels label,"
                        + " stars, seven, some, never; name its column in data.targets.further-labels.");
    }

    @Test
    void aTaskWithoutAnyLabelIsNamed() {
        assertRefused(
                data,
                task("never", Objective.BINARY, 0),
                "The label never is missing in all training samples, so that there are no data for its task: check its"
                        + " column, or leave it out of model.tasks.");
    }

    @Test
    void aLabelThatSomeSamplesLackPasses() {
        assertThatCode(() -> check(data, task("some", Objective.BINARY, 0))).doesNotThrowAnyException();
    }

    @Test
    void aColumnThatIsMissingInAllRowsIsNamed() {
        assertRefused(
                poor,
                task("stars", Objective.REGRESSION, 0),
                "The feature none has no value that is known in any training sample: its column is missing in all rows,"
                        + " or min-count leaves none; leave it out by data.features: [{name: none, kind: none}].");
    }

    @Test
    void aNumberThatIsTheSameInAllRowsIsNamed() {
        assertRefused(
                constant,
                task("stars", Objective.REGRESSION, 0),
                "The feature always is 0.0 in all training samples, after its transform: its column is missing or the same"
                        + " in all rows; leave it out by data.features: [{name: always, kind: none}].");
    }
}
