package org.campanile.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.EvaluationConfiguration.RankingBaseline;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.spark.preparation.Configurations;
import org.junit.jupiter.api.Test;

class ModelFitTest {
    private static RunConfiguration configuration(String model, String... overrides) {
        return Configurations.reader()
                .parse(
                        "name: test\ndata: {source: synthetic-clicks}\nmodel: {type: " + model + "}\n",
                        "the test",
                        List.of(overrides));
    }

    @Test
    void rankingModelsAreValidatedWhileTheyTrain() {
        assertThatCode(() -> ModelFit.check(configuration("deepfm", "training.validation.when=each-epoch")))
                .doesNotThrowAnyException();
    }

    @Test
    void retrievalModelsAreNot() {
        assertThatThrownBy(() -> ModelFit.check(configuration("dssm", "training.validation.when=every-steps")))
                .isInstanceOf(CampanileException.class)
                .hasMessage(
                        "training.validation.when is every-steps, but model.type dssm is no ranking model: set it to"
                                + " never.");
    }

    @Test
    void theFirstLabelIsWhatItsTaskNeeds() {
        assertRefused(
                configuration("dcn", "data.targets.labels=number"),
                "data.targets.labels is number, but the task of the label label in model.tasks is binary: set"
                        + " data.targets.labels to binary, or give the task another objective.");
        assertRefused(
                configuration("dcn", "model.tasks=[{objective: multi-class, classes: 3}]"),
                "data.targets.labels is binary, but the task of the label label in model.tasks is multi-class: set"
                        + " data.targets.labels to class, or give the task another objective.");
        assertThatCode(() -> ModelFit.check(
                        configuration("dcn", "data.targets.labels=number", "model.tasks=[{objective: regression}]")))
                .doesNotThrowAnyException();
    }

    @Test
    void theMetricThatCountsIsOneOfItsTask() {
        String each = "training.validation.when=each-epoch";
        assertRefused(
                configuration("dlrm", "model.tasks=[{objective: regression}]", each),
                "training.validation.metric is auc, which is not measured of the label label, whose objective is"
                        + " regression.");
        assertRefused(
                configuration("dlrm", "model.tasks=[{}, {label: buy}]", each),
                "training.validation.task is \"\", but must name the task whose metric counts; allowed: label, buy.");
        assertRefused(
                configuration("dlrm", "training.validation.task=buy", each),
                "training.validation.task is buy, but the model has one task: leave it empty.");
        assertThatCode(() -> ModelFit.check(
                        configuration("dlrm", "model.tasks=[{}, {label: buy}]", "training.validation.task=buy", each)))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsForRankingModelsAloneIsRefusedElsewhere() {
        assertRefused(
                configuration("dssm", "training.calibration=isotonic"),
                "training.calibration is isotonic, but model.type dssm predicts no probabilities: set it to none.");
        assertRefused(
                configuration("dssm", "data.targets.missing-labels=keep"),
                "data.targets.missing-labels is keep, but model.type dssm is no ranking model, and these alone learn from"
                        + " samples without all labels: set it to reject.");
        assertRefused(
                configuration("dssm", "evaluation.ranking-baselines=[logistic-regression]"),
                "evaluation.ranking-baselines is [logistic-regression], but model.type dssm is no ranking model: name"
                        + " baselines of retrieval in evaluation.baselines.");
        assertRefused(
                configuration(
                        "dlrm",
                        "evaluation.ranking-baselines=[factorization-machine]",
                        "model.tasks=[{}, {label: buy}]"),
                "evaluation.ranking-baselines is [factorization-machine], but these learn one label that is binary or a"
                        + " number, and model.tasks has more: set it to [].");
    }

    @Test
    void aBaselineLearnsTheModelsTaskByTheModelsRecipe() {
        RunConfiguration model = configuration(
                "dlrm",
                "training.batch-size=77",
                "data.targets.labels=number",
                "model.tasks=[{objective: regression}]",
                "evaluation.ranking-baselines=[factorization-machine]");
        RunConfiguration baseline = BaselineRuns.of(model, RankingBaseline.FACTORIZATION_MACHINE);
        assertThat(baseline.name()).isEqualTo("test-factorization-machine");
        assertThat(baseline.model().type()).isEqualTo("factorization-machine");
        assertThat(RankingOptions.tasksOf(baseline.model().options()))
                .extracting(TaskConfiguration::objective)
                .containsExactly(Objective.REGRESSION);
        assertThat(baseline.training()).isEqualTo(model.training());
        assertThat(baseline.evaluation().rankingBaselines()).isEmpty();
    }

    private static void assertRefused(RunConfiguration configuration, String message) {
        assertThatThrownBy(() -> ModelFit.check(configuration))
                .isInstanceOf(CampanileException.class)
                .hasMessage(message);
    }

    @Test
    void shardedTablesHaveOneOwnerAndAreExchangedInEveryStep() {
        assertThatThrownBy(() ->
                        ModelFit.check(configuration("dlrm", "cluster.sharding=sharded", "cluster.tables=shared")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("cluster.sharding is sharded and cluster.tables is shared");
        assertThatThrownBy(() -> ModelFit.check(
                        configuration("dlrm", "cluster.sharding=sharded", "training.averaging.exchange=overlapped")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("cluster.sharding is sharded and training.averaging.exchange is overlapped");
        assertThatCode(() -> ModelFit.check(configuration(
                        "dlrm",
                        "cluster.sharding=sharded",
                        "training.validation.when=each-epoch",
                        "training.calibration=temperature")))
                .doesNotThrowAnyException();
    }

    @Test
    void workersThatShareTablesDoNotOverlapTheirExchange() {
        assertThatThrownBy(() -> ModelFit.check(
                        configuration("dlrm", "cluster.tables=shared", "training.averaging.exchange=overlapped")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("training.averaging.exchange is overlapped and cluster.tables is shared");
    }

    @Test
    void wholeTableL2IsNotForTablesThatWorkersShare() {
        assertThatThrownBy(() -> configuration(
                        "dcn",
                        "cluster.tables=shared",
                        "training.sparse-optimizer.l2=0.1",
                        "training.sparse-optimizer.l2-scope=whole-table"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(
                        "training.sparse-optimizer.l2-scope is whole-table, which needs cluster.tables own, but that is"
                                + " shared");
    }
}
