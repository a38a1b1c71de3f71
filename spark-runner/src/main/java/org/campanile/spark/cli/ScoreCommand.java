package org.campanile.spark.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.tracking.RunFolder;
import org.campanile.spark.inference.ScoreTable;
import org.campanile.spark.preparation.Phases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code campanile score}. */
@Command(
        name = "score",
        description = "Scores the rows of a table by a finished ranking model.",
        mixinStandardHelpOptions = true)
final class ScoreCommand extends ConfiguredCommand {
    /** How tables are stored; the names are Spark's. */
    enum Format {
        PARQUET,
        ORC,
        CSV,
        JSON
    }

    @Parameters(
            paramLabel = "CONFIG|RUN",
            description = "A run folder or its name, or a configuration whose newest finished run is meant.")
    private Path target;

    @Option(
            names = "--input",
            paramLabel = "TABLE",
            required = true,
            description = "Files with the raw columns of the data set, in any order, beside others.")
    private String input;

    @Option(
            names = "--output",
            paramLabel = "TABLE",
            required = true,
            description = "Where the rows are written with a column score; must not be there yet.")
    private String output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "parquet",
            description = "parquet, orc, csv (with a header) or json, of both tables (default: parquet).")
    private Format format;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Folder of the runs (default: runs).")
    private Path runs;

    @Override
    public Integer call() {
        RunFolder run = run(target, runs);
        RunConfiguration read = read(run.configuration());
        try (LocalSession session = LocalSession.open(read)) {
            try (Phases phases = new Phases(session.spark(), progress())) {
                phases.run("scores", () -> score(session.spark(), run));
            }
        }
        out().println("scores " + output);
        return 0;
    }

    private String score(SparkSession spark, RunFolder run) {
        Dataset<Row> scored = new ScoreTable(spark, run.bundle().toUri().toString()).score(table(spark));
        scored.write().format(name()).option("header", "true").save(output);
        return output;
    }

    private Dataset<Row> table(SparkSession spark) {
        try {
            return spark.read().format(name()).option("header", "true").load(input);
        } catch (Exception e) { // Scala lets Spark's checked exception through undeclared
            throw new CampanileException(
                    "The table " + input + " cannot be read as " + name() + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private String name() {
        return format.name().toLowerCase(Locale.ROOT);
    }
}
