package org.campanile.spark.training;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.config.AveragingConfiguration.Exchange;
import org.campanile.core.config.CalibrationMethod;
import org.campanile.core.config.EvaluationConfiguration.RankingBaseline;
import org.campanile.core.config.RankingOptions;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SampleSharing;
import org.campanile.core.config.TableOwnership;
import org.campanile.core.config.TableSharding;
import org.campanile.core.config.TargetsConfiguration.Labels;
import org.campanile.core.config.TargetsConfiguration.MissingLabels;
import org.campanile.core.config.TaskConfiguration;
import org.campanile.core.config.TaskConfiguration.Objective;
import org.campanile.core.config.ValidationConfiguration;
import org.campanile.core.config.ValidationConfiguration.When;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelFamily;

/** Sees to it before anything is read that a configuration asks of its model what models of its family do. */
final class ModelFit {
    private ModelFit() {}

    static void check(RunConfiguration configuration) {
        ModelFamily family = ModelFactories.of(configuration.model().type()).family();
        switch (family) {
            case RETRIEVAL -> checkRetrieval(configuration);
            case RANKING -> checkRanking(configuration);
        }
        checkSharding(configuration);
        checkExchange(configuration);
        checkSamples(configuration);
    }

    private static void checkRetrieval(RunConfiguration configuration) {
        When when = configuration.training().validation().when();
        if (when != When.NEVER) {
            throw new CampanileException("training.validation.when is " + kebab(when) + ", but model.type "
                    + configuration.model().type() + " is no ranking model: set it to never.");
        }
        List<RankingBaseline> baselines = configuration.evaluation().rankingBaselines();
        if (!baselines.isEmpty()) {
            throw new CampanileException("evaluation.ranking-baselines is "
                    + baselines.stream().map(RankingBaseline::word).toList() + ", but model.type "
                    + configuration.model().type() + " is no ranking model: name baselines of retrieval in"
                    + " evaluation.baselines.");
        }
        MissingLabels missing = configuration.data().targets().missingLabels();
        if (missing != MissingLabels.REJECT) {
            throw new CampanileException("data.targets.missing-labels is " + kebab(missing) + ", but model.type "
                    + configuration.model().type() + " is no ranking model, and these alone learn from samples without"
                    + " all labels: set it to reject.");
        }
        double clipNorm = configuration.training().denseOptimizer().clipNorm();
        if (clipNorm > 0) {
            throw new CampanileException("training.dense-optimizer.clip-norm is " + clipNorm + ", but model.type "
                    + configuration.model().type()
                    + " is no ranking model, and these alone clip gradients: set it to 0.");
        }
        CalibrationMethod calibration = configuration.training().calibration();
        if (calibration != CalibrationMethod.NONE) {
            throw new CampanileException("training.calibration is " + kebab(calibration) + ", but model.type "
                    + configuration.model().type() + " predicts no probabilities: set it to none.");
        }
    }

    private static void checkRanking(RunConfiguration configuration) {
        List<TaskConfiguration> tasks =
                RankingOptions.tasksOf(configuration.model().options());
        Labels labels = configuration.data().targets().labels();
        for (TaskConfiguration task : tasks) {
            if (task.label().equals(TaskConfiguration.FIRST_LABEL) && !fits(task.objective(), labels)) {
                throw new CampanileException("data.targets.labels is " + kebab(labels) + ", but the task of the label "
                        + task.label() + " in model.tasks is "
                        + task.objective().word() + ": set data.targets.labels to "
                        + kebab(labelsOf(task.objective())) + ", or give the task another objective.");
            }
        }
        List<RankingBaseline> baselines = configuration.evaluation().rankingBaselines();
        if (!baselines.isEmpty() && (tasks.size() > 1 || tasks.get(0).outputs() > 1)) {
            throw new CampanileException(
                    "evaluation.ranking-baselines is "
                            + baselines.stream().map(RankingBaseline::word).toList()
                            + ", but these learn one label that is binary or a number, and model.tasks has more: set it to [].");
        }
        if (configuration.training().validation().when() != When.NEVER) {
            checkValidation(configuration.training().validation(), tasks);
        }
    }

    /** Any label is a number, also one that may be 0 or 1 only. */
    private static boolean fits(Objective objective, Labels labels) {
        return objective == Objective.REGRESSION || labels == labelsOf(objective);
    }

    private static Labels labelsOf(Objective objective) {
        return switch (objective) {
            case BINARY -> Labels.BINARY;
            case REGRESSION -> Labels.NUMBER;
            case MULTI_CLASS -> Labels.CLASS;
        };
    }

    private static void checkValidation(ValidationConfiguration validation, List<TaskConfiguration> tasks) {
        String labels = tasks.stream().map(TaskConfiguration::label).collect(Collectors.joining(", "));
        if (tasks.size() == 1 && !validation.task().isEmpty()) {
            throw new CampanileException("training.validation.task is " + validation.task()
                    + ", but the model has one task: leave it empty.");
        }
        TaskConfiguration counting = tasks.stream()
                .filter(task -> tasks.size() == 1 || task.label().equals(validation.task()))
                .findFirst()
                .orElseThrow(() -> new CampanileException("training.validation.task is \"" + validation.task()
                        + "\", but must name the task whose metric counts; allowed: " + labels + "."));
        if (!validation.metric().isOf(counting.objective())) {
            throw new CampanileException("training.validation.metric is " + kebab(validation.metric())
                    + ", which is not measured of the label " + counting.label() + ", whose objective is "
                    + counting.objective().word() + ".");
        }
    }

    /** With auto such jobs keep their tables replicated. */
    private static void checkSharding(RunConfiguration configuration) {
        if (configuration.cluster().sharding() != TableSharding.SHARDED) {
            return;
        }
        if (configuration.cluster().tables() == TableOwnership.SHARED) {
            throw new CampanileException(
                    "cluster.sharding is sharded and cluster.tables is shared, but a row has one owner"
                            + " or is shared by the workers of an executor: set cluster.tables to own, or cluster.sharding to"
                            + " replicated.");
        }
        if (configuration.training().averaging().exchange() == Exchange.OVERLAPPED) {
            throw new CampanileException(
                    "cluster.sharding is sharded and training.averaging.exchange is overlapped, but"
                            + " every step with sharded tables is an exchange of its own: set training.averaging.exchange to"
                            + " blocking, or cluster.sharding to replicated.");
        }
    }

    private static void checkExchange(RunConfiguration configuration) {
        if (configuration.training().averaging().exchange() == Exchange.OVERLAPPED
                && configuration.cluster().tables() == TableOwnership.SHARED) {
            throw new CampanileException("training.averaging.exchange is overlapped and cluster.tables is shared, but"
                    + " workers that share tables wait for each other after every round: set training.averaging.exchange"
                    + " to blocking, or cluster.tables to own.");
        }
    }

    private static void checkSamples(RunConfiguration configuration) {
        if (configuration.cluster().samples() == SampleSharing.BY_USER
                && configuration.cluster().workers() > 1
                && !TablePlacement.mayShard(configuration)) {
            throw new CampanileException(
                    "cluster.samples is by-user, which keeps rows of sharded tables with their worker,"
                            + " but here no table is sharded: set cluster.sharding to auto or sharded, cluster.tables to own and"
                            + " training.averaging.exchange to blocking, or cluster.samples to spread.");
        }
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
