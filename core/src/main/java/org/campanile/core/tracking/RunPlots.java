package org.campanile.core.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.campanile.core.chart.LineChart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The charts of a report as image files, which MLflow's web pages show one by one. */
final class RunPlots {
    private static final Logger LOG = LoggerFactory.getLogger(RunPlots.class);
    private static final String FOLDER = "plots";

    private RunPlots() {}

    /** Writes a PNG file for each chart into the run's folder of plots; none where Java has no graphics or no fonts. */
    static void write(RunFolder folder, List<LineChart> charts) throws IOException {
        Path plots = folder(folder);
        for (LineChart chart : charts) {
            try {
                byte[] png = chart.png();
                Files.createDirectories(plots);
                Files.write(plots.resolve(fileName(chart.title())), png);
            } catch (LinkageError | InternalError e) {
                LOG.info("No plots were drawn: this Java has no graphics ({})", e.toString());
                return;
            }
        }
    }

    /** Where the plots of a run are. */
    static Path folder(RunFolder run) {
        return run.path().resolve(FOLDER);
    }

    private static String fileName(String title) {
        String words =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return (words.isEmpty() ? "plot" : words) + ".png";
    }
}
