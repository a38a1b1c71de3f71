package org.campanile.spark.cli;

import java.nio.file.Path;
import java.util.List;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunSync;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code campanile runs}. */
@Command(name = "runs", description = "Lists the runs, newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Runnable {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of the runs (default: runs).",
            scope = picocli.CommandLine.ScopeType.INHERIT)
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        RunTable.lines(RunFolder.list(output), output)
                .forEach(spec.commandLine().getOut()::println);
    }

    /** {@code campanile runs sync}. */
    @Command(
            name = "sync",
            description = "Sends what an MLflow server has not received yet; repeating it changes nothing.",
            mixinStandardHelpOptions = true)
    void sync(@Parameters(paramLabel = "URI", description = "The server's tracking URI.") String uri) {
        List<Path> runs = RunFolder.list(output).stream().map(run -> run.path()).toList();
        for (Path run : runs) {
            spec.commandLine().getOut().println(RunSync.sync(RunFolder.open(run), uri).line());
        }
    }
}
