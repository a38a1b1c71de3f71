package org.campanile.spark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command: it only holds the others. */
@Command(
        name = "campanile",
        description = "Recommender training on Apache Spark.",
        versionProvider = VersionCommand.class,
        subcommands = {
            PrepareCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            ScoreCommand.class,
            RecommendCommand.class,
            RunsCommand.class,
            DoctorCommand.class,
            ModelsCommand.class,
            ConfigCommand.class,
            VersionCommand.class,
            HelpCommand.class
        },
        footer = {"", "Start with: campanile train examples/quickstart/config.yaml"})
final class CampanileCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For example: campanile help");
    }
}
