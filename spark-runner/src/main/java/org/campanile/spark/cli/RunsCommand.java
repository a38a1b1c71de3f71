package org.campanile.spark.cli;

import java.nio.file.Path;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunSummary;
import org.campanile.core.tracking.RunSync;
import org.campanile.core.tracking.SyncReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code campanile runs}. */
@Command(name = "runs", description = "Lists the runs, newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Runnable {
    @Option(
            names = "--output",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of the runs (default: runs).",
            scope = ScopeType.INHERIT)
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
        for (RunSummary run : RunFolder.list(output)) {
            SyncReport report = RunSync.sync(RunFolder.open(run.folder()), uri);
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: sent %d parameters, %d metrics, %d artifacts to run %s%n",
                            run.folder().getFileName(),
                            report.parameters(),
                            report.metrics(),
                            report.artifacts(),
                            report.runId());
            report.refused().forEach(spec.commandLine().getErr()::println);
        }
    }
}
