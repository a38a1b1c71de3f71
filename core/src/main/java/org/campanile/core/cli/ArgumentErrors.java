package org.campanile.core.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Wrong arguments become one sentence, with what was probably meant. The help of a command may be longer than a screen and
 * would hide the sentence: it is named instead.
 */
final class ArgumentErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter error = command.getErr();
        error.println("error: " + exception.getMessage());
        boolean isSuggested = UnmatchedArgumentException.printSuggestions(exception, error);
        if (command.getParent() != null) {
            error.println(command.getParent().getCommandName() + " help " + command.getCommandName()
                    + " shows what it takes.");
        } else if (!isSuggested) {
            command.usage(error);
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
