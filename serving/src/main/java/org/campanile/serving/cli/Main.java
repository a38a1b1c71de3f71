package org.campanile.serving.cli;

import org.campanile.core.cli.CommandRunner;

/** Entry point of {@code campanile-serving.jar}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.exit(CommandRunner.run(new ServingCommand(), arguments));
    }
}
