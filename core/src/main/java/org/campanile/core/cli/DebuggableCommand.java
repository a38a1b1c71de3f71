package org.campanile.core.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.campanile.core.tracking.ProgressListener;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command of the command line that does something: how it writes, and the option {@code --debug}, the last in its help. */
public abstract class DebuggableCommand implements Callable<Integer>, Debuggable {
    @Option(names = "--debug", description = "Shows the stack trace of an error.", order = 1)
    private boolean debug;

    @Spec
    private CommandSpec spec;

    @Override
    public final boolean isDebug() {
        return debug;
    }

    /** The command line that this is a part of. */
    protected final CommandSpec spec() {
        return spec;
    }

    /** Where results are written to. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Shows how far the work has come: on the standard error, where it is in nobody's way. */
    protected final ProgressListener progress() {
        return TerminalProgress.on(spec.commandLine().getErr());
    }
}
