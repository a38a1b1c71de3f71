package org.campanile.serving.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root command: it only holds the others. */
@Command(
        name = "campanile",
        description = "Serves what Campanile trained.",
        subcommands = {ServeCommand.class, ExportCommand.class, CompareCommand.class, HelpCommand.class})
final class ServingCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? For example: campanile help");
    }
}
