package org.campanile.spark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.cli.TerminalProgress;
import org.campanile.core.tracking.RunFolder;
import org.campanile.core.tracking.RunStatus;
import org.campanile.core.tracking.RunSummary;
import org.campanile.core.tracking.RunSync;
import org.campanile.core.tracking.SyncReport;
import org.campanile.spark.TextWrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code campanile runs}. */
@Command(name = "runs", description = "Lists the runs, newest first.", mixinStandardHelpOptions = true)
final class RunsCommand implements Runnable {
    private static final int WIDTH = 80;
    private static final String INDENT = "    ";

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
        list();
    }

    /** {@code campanile runs list}. */
    @Command(name = "list", description = "Lists the runs, newest first.", mixinStandardHelpOptions = true)
    void list() {
        print(RunTable.lines(RunFolder.list(output), output));
    }

    /** {@code campanile runs show}. */
    @Command(
            name = "show",
            description = "Shows what a run was made from and what it came to.",
            mixinStandardHelpOptions = true)
    void show(@Parameters(paramLabel = "RUN", description = "A run folder, or its name.") String run) {
        print(RunPage.lines(RunNames.find(run, output).details()));
    }

    /** {@code campanile runs compare}. */
    @Command(
            name = "compare",
            description = "Shows the options in which two runs differ, and their metrics side by side.",
            mixinStandardHelpOptions = true)
    void compare(
            @Parameters(paramLabel = "A", description = "A run folder, or its name.") String first,
            @Parameters(paramLabel = "B", description = "Another one.") String second) {
        print(RunComparison.lines(
                RunNames.find(first, output).details(),
                RunNames.find(second, output).details()));
    }

    /** {@code campanile runs sync}. */
    @Command(
            name = "sync",
            description = "Sends what an MLflow server has not received yet; repeating it changes nothing.",
            mixinStandardHelpOptions = true)
    void sync(@Parameters(paramLabel = "URI", description = "The server's tracking URI.") String uri) {
        RunSync.checkUri(uri);
        List<RunSummary> runs = new ArrayList<>(RunFolder.list(output));
        if (runs.isEmpty()) {
            out().println(RunTable.none(output));
        }
        // Oldest first: a run that belongs to another one is sent after it.
        Collections.reverse(runs);
        long failed = runs.stream().filter(run -> !isSynced(run, uri)).count();
        if (failed > 0) {
            throw new CampanileException("%d of %d runs were not sent; the same command goes on where it stopped."
                    .formatted(failed, runs.size()));
        }
    }

    /** A run that cannot be sent does not keep the others from being sent. */
    private boolean isSynced(RunSummary run, String uri) {
        String name = RunTable.name(run);
        if (run.status() == RunStatus.RUNNING) {
            wrap(name, "still goes on and sends its own records", out());
            return true;
        }
        try {
            SyncReport report = RunSync.sync(RunFolder.open(run.folder()), uri, TerminalProgress.on(err()));
            wrap(name, SyncLine.of(report), out());
            report.refused().forEach(reason -> wrap(name + ": refused", reason + ".", err()));
            return true;
        } catch (CampanileException e) {
            wrap(name, e.getMessage(), err());
            return false;
        }
    }

    /** In lines that fit into a terminal, those after the first set in. */
    private static void wrap(String name, String text, PrintWriter to) {
        String indent = "";
        for (String line : TextWrap.lines(name + ": " + text, WIDTH - INDENT.length())) {
            to.println(indent + line);
            indent = INDENT;
        }
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void print(List<String> lines) {
        lines.forEach(out()::println);
    }
}
