package org.campanile.spark.preparation.movielens;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.Locations;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.RawFolder;

/** The MovieLens data sets of GroupLens, every rating a positive interaction. */
public final class MovieLensSource implements DataSource {
    private static final String DEFAULT_FOLDER = "data/ml-latest-small";

    @Override
    public String type() {
        return "movielens";
    }

    @Override
    public String description() {
        return "MovieLens 100K, 1M, 10M, 20M, 25M, 32M, latest and latest-small, told apart by their files; data.path is"
                + " the unpacked folder.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return MovieLensOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        RawFolder folder = folder(configuration);
        List<String> names = folder.names();
        MovieLensLayout layout = MovieLensLayout.of(names)
                .orElseThrow(() -> new CampanileException("The folder " + folder.location()
                        + " holds no MovieLens data: it needs one of " + MovieLensLayout.ratingFiles() + "."));
        layout.requireFiles(folder.location(), names);
        MovieLensOptions options = (MovieLensOptions) configuration.data().options();
        List<String> files = new ArrayList<>(layout.files());
        if (options.tags() > 0) {
            files.add(required(layout.tagsFile().orElse("tags"), "data.tags", options.tags(), folder));
        }
        if (options.genomeTags() > 0) {
            files.add(required(GenomeTags.SCORES_FILE, "data.genome-tags", options.genomeTags(), folder));
            files.add(required(GenomeTags.TAGS_FILE, "data.genome-tags", options.genomeTags(), folder));
        }
        MovieLensReader reader = new MovieLensReader(spark, folder, layout, options);
        return new RawInteractions(folder.identity(files), reader.ratings(), reader.entities());
    }

    private static String required(String file, String option, int tags, RawFolder folder) {
        if (!folder.names().contains(file)) {
            throw new CampanileException(option + " is " + tags + ", but the MovieLens folder " + folder.location()
                    + " has no " + file + ": set " + option + " to 0, or use a data set that has tags.");
        }
        return file;
    }

    private static RawFolder folder(RunConfiguration configuration) {
        String path = configuration.data().path();
        String location = path.isBlank() ? DEFAULT_FOLDER : path;
        RawFolder folder = new RawFolder(location);
        if (!folder.names().isEmpty()) {
            return folder;
        }
        if (!((MovieLensOptions) configuration.data().options()).download()) {
            throw new CampanileException("There are no MovieLens data at " + folder.location() + ": unpack "
                    + MovieLensDownload.ADDRESS + " there, point data.path to an unpacked folder, or set data.download:"
                    + " true.");
        }
        if (!Locations.isLocal(folder.location())) {
            throw new CampanileException(
                    "MovieLens is downloaded to local folders only, but data.path is " + folder.location() + ".");
        }
        new MovieLensDownload(MovieLensDownload.ADDRESS).into(Path.of(folder.location()));
        return folder;
    }
}
