package org.campanile.spark.preparation.amazonbook;

import java.util.ArrayList;
import java.util.List;
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

/** Amazon's reviews: the users, items and given split of ComiRec and PaddleRec, or raw reviews and ratings. */
public final class AmazonBookSource implements DataSource {
    private static final List<String> TEXT = List.of(".txt");
    private static final List<String> RAW = List.of(".json", ".jsonl", ".csv");

    @Override
    public String type() {
        return "amazon-book";
    }

    @Override
    public String description() {
        return "Amazon books in the format of ComiRec and PaddleRec, or Amazon reviews of any category as JSON lines or"
                + " ratings in CSV, told apart by their files; data.path is the folder or a file.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return AmazonBookOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        RawFiles all = RawFiles.of(configuration);
        RawFiles divided = all.only(name -> isDivided(all, name));
        RawFiles raw = all.only(AmazonBookSource::isRaw);
        if (divided.names().isEmpty() == raw.names().isEmpty()) {
            throw unclear(all, divided, raw);
        }
        return divided.names().isEmpty()
                ? reviews(spark, raw, all.only(ItemMetadata::isFile), (AmazonBookOptions)
                        configuration.data().options())
                : divided(spark, divided, all.only(ItemCategories::isFile));
    }

    private static RawData reviews(SparkSession spark, RawFiles files, RawFiles metadata, AmazonBookOptions options) {
        GivenParts parts = GivenParts.of(files.names());
        return new RawInteractions(
                files.folder().identity(together(files, metadata)),
                new ReviewFiles(spark, files, parts, options).rows(),
                ItemMetadata.read(spark, metadata));
    }

    private static RawData divided(SparkSession spark, RawFiles files, RawFiles categories) {
        GivenParts parts = GivenParts.of(files.names());
        return new RawInteractions(
                files.folder().identity(together(files, categories)),
                new DividedFiles(spark, files, parts).rows(),
                ItemCategories.read(spark, categories));
    }

    private static List<String> together(RawFiles files, RawFiles more) {
        return Stream.concat(files.names().stream(), more.names().stream()).toList();
    }

    /* ComiRec's folder has maps of users, items and categories beside the parts, also in text files. */
    private static boolean isDivided(RawFiles all, String name) {
        boolean isText = RawFiles.hasEnding(name, TEXT) || name.contains("/");
        boolean isPart = all.isSingle() || GivenParts.part(name).isPresent();
        return isText && isPart && !isRaw(name) && !ItemCategories.isFile(name);
    }

    private static boolean isRaw(String name) {
        return RawFiles.hasEnding(name, RAW) && !ItemMetadata.isNamed(name);
    }

    private static CampanileException unclear(RawFiles all, RawFiles divided, RawFiles raw) {
        List<String> both = new ArrayList<>(divided.names());
        both.addAll(raw.names());
        String location = all.folder().location();
        return new CampanileException(
                both.isEmpty()
                        ? "The folder " + location
                                + " holds no Amazon data: it needs train.txt with valid.txt or test.txt,"
                                + " or reviews in .json, .jsonl or .csv files, packed with gzip or not."
                        : "The folder " + location + " holds both a divided data set and raw reviews ("
                                + String.join(", ", both) + "): put each in a folder of its own.");
    }
}
