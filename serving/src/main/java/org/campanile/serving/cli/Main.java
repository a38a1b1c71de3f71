package org.campanile.serving.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.campanile.core.cli.CommandRunner;

/** Entry point of {@code campanile-serving.jar}. */
public final class Main {
    /* Warns at every start that Lucene's own kernels of the Vector API need a newer Java. Kept, or the level is forgotten. */
    private static final Logger LUCENE =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    private Main() {}

    /** Runs one command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        LUCENE.setLevel(Level.SEVERE);
        System.exit(CommandRunner.run(new ServingCommand(), arguments));
    }
}
