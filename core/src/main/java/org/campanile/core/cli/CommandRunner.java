package org.campanile.core.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Runs commands of the command line. */
public final class CommandRunner {
    private CommandRunner() {}

    /**
     * Runs one command, which writes to the standard output and the standard error.
     *
     * @param root command that holds the others
     * @return its exit status: 0 success, 1 failure, 2 wrong arguments
     */
    public static int run(Object root, String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter error = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return new CommandLine(root)
                .setOut(out)
                .setErr(error)
                .setUsageHelpWidth(80)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new ArgumentErrors())
                .setExecutionExceptionHandler(new ErrorPrinter())
                .execute(arguments);
    }
}
