package org.campanile.spark.preparation.interactions;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.GivenParts;
import org.campanile.spark.preparation.text.RawFiles;

/** Users and their items in text files: lists with a given split, time-ordered sequences, or triples. */
public final class InteractionsSource implements DataSource {
    private static final List<String> ENDINGS = List.of(".txt", ".csv", ".tsv", ".dat", ".data", ".inter");
    private static final String SEQUENCES = "sequences.txt";
    private static final String ABOUT_THE_DATA = "readme";

    @Override
    public String type() {
        return "interactions";
    }

    @Override
    public String description() {
        return "Text files of users and items: LightGCN's train.txt and test.txt, sequences in time order, or triples of"
                + " user, item, rating and time; data.path is the folder or a file.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return InteractionsOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        RawFiles files = data(RawFiles.of(configuration));
        GivenParts parts = GivenParts.of(files.names());
        InteractionsOptions options = (InteractionsOptions) configuration.data().options();
        return new RawInteractions(
                files.folder().identity(files.names()),
                new InteractionFiles(spark, files, parts, options).rows(),
                List.of());
    }

    /** The one file there is, or the sequences, or the parts of a split, or all files that may hold data. */
    private static RawFiles data(RawFiles all) {
        if (all.isSingle()) {
            return all;
        }
        RawFiles text = all.only(InteractionsSource::mayBeData);
        RawFiles sequences = text.only(SEQUENCES::equals);
        RawFiles divided = text.only(name -> GivenParts.part(name).isPresent());
        return Stream.of(sequences, divided, text)
                .filter(files -> !files.names().isEmpty())
                .findFirst()
                .orElseThrow(() -> new CampanileException("The folder "
                        + all.folder().location() + " holds no interactions: it needs files that end in "
                        + String.join(", ", ENDINGS) + ", packed with gzip or not."));
    }

    private static boolean mayBeData(String name) {
        boolean isInFolderOfAPart = name.contains("/");
        return isInFolderOfAPart
                || (RawFiles.hasEnding(name, ENDINGS)
                        && !name.toLowerCase(Locale.ROOT).startsWith(ABOUT_THE_DATA));
    }
}
