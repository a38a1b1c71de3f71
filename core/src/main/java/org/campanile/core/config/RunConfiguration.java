package org.campanile.core.config;

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

    /** The same run with {@code data.prepared} naming this folder. */
    public RunConfiguration preparedIn(String folder) {
        return new RunConfiguration(
                name, experiment, seed, data.preparedIn(folder), model, training, cluster, evaluation, tracking);
    }
}
