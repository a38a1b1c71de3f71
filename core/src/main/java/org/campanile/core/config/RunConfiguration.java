package org.campanile.core.config;

import org.campanile.core.Check;

/** Everything a run is made from; the root of the YAML file. */
public record RunConfiguration(
        @Option("Name of the run; part of its folder's name and its name in MLflow.")
        String name,

        @Option(value = "Experiment that the run belongs to.", defaultValue = "default")
        String experiment,

        @Option(value = "Seed of every random stream: splits, order, initial values, negatives.", defaultValue = "42")
        long seed,

        @Option("Where the data comes from and how it is prepared.")
        DataConfiguration data,

        @Option("The model and its options.") ModelConfiguration model,

        @Option(value = "How the model is trained.", defaultValue = "{}")
        TrainingConfiguration training,

        @Option(value = "How the work is spread.", defaultValue = "{}")
        ClusterConfiguration cluster,

        @Option(value = "What is measured after training.", defaultValue = "{}")
        EvaluationConfiguration evaluation,

        @Option(value = "Where the run is recorded.", defaultValue = "{}")
        TrackingConfiguration tracking) {

    public RunConfiguration {
        SparseOptimizerConfiguration sparse = training.sparseOptimizer();
        Check.that(
                sparse.l2() == 0
                        || sparse.l2Scope() != SparseOptimizerConfiguration.L2Scope.WHOLE_TABLE
                        || cluster.tables() != TableOwnership.SHARED,
                "training.sparse-optimizer.l2-scope is whole-table, which needs cluster.tables own, but that is shared");
    }

    /** The same run with {@code data.prepared} naming this folder. */
    public RunConfiguration preparedIn(String folder) {
        return new RunConfiguration(
                name, experiment, seed, data.preparedIn(folder), model, training, cluster, evaluation, tracking);
    }

    /**
     * The run that trains a baseline of this run's model: the same but for its model, which learns the same tasks, and its name,
     * which ends in the model's type.
     *
     * @param baseline the model
     */
    public RunConfiguration ofBaseline(ModelConfiguration baseline) {
        return new RunConfiguration(
                name + "-" + baseline.type(),
                experiment,
                seed,
                data,
                baseline,
                training,
                cluster,
                evaluation.withoutTrainedBaselines(),
                tracking);
    }
}
