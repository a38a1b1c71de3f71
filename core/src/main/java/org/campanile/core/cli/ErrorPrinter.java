package org.campanile.core.cli;

import org.campanile.core.CampanileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Errors meant for the user become one sentence; others say that they are defects. Stack traces only with --debug. */
final class ErrorPrinter implements IExecutionExceptionHandler {
    private static final int FAILURE = 1;

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult arguments) {
        boolean debug = command.getCommand() instanceof Debuggable debuggable && debuggable.isDebug();
        if (exception instanceof CampanileException) {
            command.getErr().println("error: " + exception.getMessage());
        } else {
            command.getErr()
                    .println("error: unexpected " + exception.getClass().getSimpleName() + ": " + firstLine(exception)
                            + " (this is a defect; --debug shows where it happened)");
        }
        if (debug) {
            exception.printStackTrace(command.getErr());
        }
        return FAILURE;
    }

    private static String firstLine(Exception exception) {
        return String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    }
}
