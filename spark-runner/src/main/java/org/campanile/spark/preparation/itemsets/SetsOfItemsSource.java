package org.campanile.spark.preparation.itemsets;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.itemsets.SetsOfItemsOptions.SetRatings;
import org.campanile.spark.preparation.text.RawFiles;

/**
 * GroupLens's data set of M. Sharma, F. M. Harper, G. Karypis, Learning from Sets of Items in Recommender Systems, ACM
 * Transactions on Interactive Intelligent Systems 9(4), 2019.
 */
public final class SetsOfItemsSource implements DataSource {
    private static final String ITEMS = "item_ratings.csv";
    private static final String SETS = "set_ratings.csv";

    @Override
    public String type() {
        return "sets-of-items";
    }

    @Override
    public String description() {
        return "GroupLens's Learning from Sets of Items: ratings of movies and of sets of five movies; data.path is the"
                + " unpacked folder.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return SetsOfItemsOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        SetsOfItemsOptions options = (SetsOfItemsOptions) configuration.data().options();
        List<String> wanted = options.setRatings() == SetRatings.NONE ? List.of(ITEMS) : List.of(ITEMS, SETS);
        RawFiles files = RawFiles.of(configuration).only(wanted::contains);
        for (String file : wanted) {
            if (!files.names().contains(file)) {
                throw new CampanileException("The folder " + files.folder().location() + " has no " + file
                        + ": unpack GroupLens's learning-from-sets-2019.zip there.");
            }
        }
        LabelRule label = new LabelRule(options.label(), options.threshold());
        RatingFiles ratings = new RatingFiles(spark, files.folder());
        Dataset<Row> items = label.apply(ratings.items(ITEMS));
        Dataset<Row> rows = wanted.contains(SETS)
                ? items.union(SetMembers.withOwnRatings(label.apply(ratings.members(SETS)), items))
                : items;
        return new RawInteractions(files.folder().identity(files.names()), rows, List.of());
    }
}
