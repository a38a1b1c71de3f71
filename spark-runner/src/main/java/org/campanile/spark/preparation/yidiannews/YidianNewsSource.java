package org.campanile.spark.preparation.yidiannews;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.CampanileException;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.text.RawFiles;

/** Yidian's impressions: an article that was shown is an interaction of value 1 when it was clicked, else of value 0. */
public final class YidianNewsSource implements DataSource {
    private static final List<String> MERGED = List.of(".csv");

    @Override
    public String type() {
        return "yidian-news";
    }

    @Override
    public String description() {
        return "Yidian news: train_data.txt, user_info.txt and doc_info.txt, or impressions merged with users in one CSV"
                + " file; data.path is the folder or the file.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return YidianNewsOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        RawFiles all = RawFiles.of(configuration);
        if (all.names().contains(LogFiles.IMPRESSIONS)) {
            RawFiles files = all.only(LogFiles.ALL::contains);
            return new LogFiles(spark, files.folder()).open(files.names());
        }
        RawFiles merged = all.only(name -> RawFiles.hasEnding(name, MERGED));
        if (!merged.isSingle()) {
            throw new CampanileException("The folder " + all.folder().location() + " holds no Yidian data: it needs "
                    + String.join(", ", LogFiles.ALL) + ", or one CSV file of merged impressions and users.");
        }
        MergedFile file = MergedFile.of(spark, merged.folder(), merged.names().get(0));
        return new RawInteractions(merged.folder().identity(merged.names()), file.impressions(), List.of(file.users()));
    }
}
