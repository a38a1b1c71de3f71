package org.campanile.spark.preparation.synthetic;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.config.SourceOptions;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.preparation.DataSource;
import org.campanile.spark.preparation.RawData;
import org.campanile.spark.preparation.RawExamples;

/** Examples made by {@link PlantedClicks}; features are called d0, d1, ... and c0, c1, ..., categories by their numbers. */
public final class SyntheticClicksSource implements DataSource {
    @Override
    public String type() {
        return "synthetic-clicks";
    }

    @Override
    public String description() {
        return "Generated clicks from a known teacher over dense and skewed categorical features, whose best achievable"
                + " AUC and log loss are reported; needs no data.path.";
    }

    @Override
    public Class<? extends SourceOptions> optionsType() {
        return SyntheticClicksOptions.class;
    }

    @Override
    public RawData open(SparkSession spark, RunConfiguration configuration) {
        SyntheticClicksOptions options =
                (SyntheticClicksOptions) configuration.data().options();
        List<Feature> features = features(options);
        Dataset<Row> rows = spark.createDataFrame(
                RowNumbers.upTo(options.rows(), 1, spark).mapPartitions(new Generator(options)), columns(features));
        return new RawExamples(Map.of(), rows, features, Scaling.NONE);
    }

    private static List<Feature> features(SyntheticClicksOptions options) {
        List<Feature> features = new ArrayList<>();
        for (int feature = 0; feature < options.denseFeatures(); feature++) {
            features.add(new DenseFeature("d" + feature, FeatureSide.CONTEXT));
        }
        for (int feature = 0; feature < options.categoricalFeatures(); feature++) {
            features.add(new CategoricalFeature("c" + feature, FeatureSide.CONTEXT, "c" + feature));
        }
        return features;
    }

    private static StructType columns(List<Feature> features) {
        StructType columns = new StructType().add(RawExamples.LABEL, DataTypes.FloatType);
        for (Feature feature : features) {
            DataType type = feature instanceof DenseFeature ? DataTypes.FloatType : DataTypes.StringType;
            columns = columns.add(feature.name(), type);
        }
        return columns.add(RawExamples.PROBABILITY, DataTypes.FloatType)
                .add(RawData.REASON, DataTypes.StringType)
                .add(RawData.RAW, DataTypes.StringType);
    }

    /** The examples of a partition's row numbers. */
    private record Generator(SyntheticClicksOptions options)
            implements FlatMapFunction<Iterator<Long>, Row>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public Iterator<Row> call(Iterator<Long> numbers) {
            PlantedClicks planted = new PlantedClicks(options);
            Iterable<Long> once = () -> numbers;
            return StreamSupport.stream(once.spliterator(), false)
                    .map(number -> row(number, planted))
                    .iterator();
        }

        private static Row row(long number, PlantedClicks planted) {
            List<Object> values = new ArrayList<>();
            float[] dense = planted.dense(number);
            int[] categories = planted.categories(number);
            double probability = planted.probability(dense, categories);
            values.add(planted.label(number, probability));
            for (float value : dense) {
                values.add(value);
            }
            for (int category : categories) {
                values.add(Integer.toString(category));
            }
            values.add((float) probability);
            values.add(null);
            values.add(null);
            return RowFactory.create(values.toArray());
        }
    }
}
