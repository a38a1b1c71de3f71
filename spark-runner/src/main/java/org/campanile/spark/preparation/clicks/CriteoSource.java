package org.campanile.spark.preparation.clicks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.text.Fields;
import org.campanile.spark.preparation.text.LineFormat;
import org.campanile.spark.preparation.text.LineFormat.Header;
import org.campanile.spark.preparation.text.LineFormat.Quoting;
import org.campanile.spark.preparation.text.RawFiles;
import org.campanile.spark.preparation.text.RejectedRow;
import org.jspecify.annotations.Nullable;

/**
 * The logs of Criteo, of Kaggle's Display Advertising Challenge and of the Terabyte Click Logs: lines of a label, the counts
 * I1 to I13 and the categories C1 to C26, divided by tabs; blanks are missing.
 */
public final class CriteoSource implements DataSource {
    private static final int DENSE = 13;
    private static final int CATEGORICAL = 26;
    private static final int FIELDS = 1 + DENSE + CATEGORICAL;
    private static final String TAB = "\t";

    @Override
    public String type() {
        return "criteo";
    }

    @Override
    public String description() {
        return "Criteo's click logs, Kaggle's or the terabyte's: label, 13 counts and 26 categories, divided by tabs;"
                + " data.path is a file, or a folder of .txt, .csv and .tsv files, also packed as .gz.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return CriteoOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        RawFiles files = RawFiles.of(configuration).withEndings(List.of(".txt", ".csv", ".tsv"));
        return new ClickLog(CriteoSource::format, features(), CriteoSource::parse, Scaling.LOG).read(spark, files);
    }

    private static Optional<LineFormat> format(String firstLine) {
        return firstLine.split(TAB, -1).length == FIELDS
                ? Optional.of(new LineFormat(TAB, FIELDS, "UTF-8", Quoting.NONE, Header.ABSENT))
                : Optional.empty();
    }

    private static List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (int number = 1; number <= DENSE; number++) {
            features.add(new DenseFeature("I" + number, FeatureSide.CONTEXT));
        }
        for (int number = 1; number <= CATEGORICAL; number++) {
            features.add(new CategoricalFeature("C" + number, FeatureSide.CONTEXT, "C" + number));
        }
        return features;
    }

    private static Object[] parse(Fields fields) throws RejectedRow {
        @Nullable Object[] values = new Object[FIELDS];
        values[0] = ClickLog.label(fields, 0);
        for (int field = 1; field < FIELDS; field++) {
            if (fields.text(field).isEmpty()) {
                values[field] = null;
            } else if (field <= DENSE) {
                values[field] = fields.number(field, "I" + field);
            } else {
                values[field] = fields.text(field);
            }
        }
        return values;
    }
}
