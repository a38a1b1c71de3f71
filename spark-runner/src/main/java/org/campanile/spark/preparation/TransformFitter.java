package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.config.FeatureConfiguration.Missing;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureStorage;
import org.campanile.core.schema.IdWeights;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.transform.BucketTransform;
import org.campanile.core.transform.CategoryTransform;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.MissingIndicator;
import org.campanile.core.transform.NumberStatistics;
import org.campanile.core.transform.NumberSummary;
import org.campanile.core.transform.NumberTransform;
import org.campanile.core.transform.QuantileSketch;
import org.campanile.core.transform.Rescaling;
import org.campanile.core.transform.SequenceTransform;
import org.campanile.core.transform.Shape;

/** Fits the transforms of planned features to training rows, in one pass over them. */
final class TransformFitter {
    private TransformFitter() {}

    /**
     * The transforms in the order of the plan.
     *
     * @param training rows with a FLOAT column under the name of each dense feature
     */
    static List<FeatureTransform> fit(List<PlannedFeature> plan, Dataset<Row> training) {
        List<PlannedFeature> dense =
                plan.stream().filter(PlannedFeature::isDense).toList();
        List<NumberSummary> summaries = summaries(dense, training);
        List<FeatureTransform> transforms = new ArrayList<>();
        for (PlannedFeature feature : plan) {
            if (feature.isDense()) {
                addNumber(feature, summaries.get(dense.indexOf(feature)), transforms);
            } else if (feature.isSequence()) {
                transforms.add(sequence(feature));
            } else {
                transforms.add(category(feature));
            }
        }
        return transforms;
    }

    private static void addNumber(PlannedFeature planned, NumberSummary summary, List<FeatureTransform> transforms) {
        Feature raw = planned.raw();
        String name = raw.name();
        if (summary instanceof QuantileSketch sketch) {
            transforms.add(new BucketTransform(
                    new CategoricalFeature(name, raw.side(), name),
                    name,
                    sketch.buckets(planned.options().quantiles())));
            return;
        }
        NumberStatistics statistics = (NumberStatistics) summary;
        transforms.add(new NumberTransform(new DenseFeature(name, raw.side()), name, rescaling(planned, statistics)));
        if (planned.options().missing() == Missing.INDICATOR) {
            transforms.add(new MissingIndicator(new DenseFeature(name + "_missing", raw.side()), name));
        }
    }

    private static Rescaling rescaling(PlannedFeature planned, NumberStatistics statistics) {
        float missing = planned.options().missing() == Missing.VALUE
                ? (float) planned.options().missingValue()
                : statistics.mean();
        return switch (planned.scaling()) {
            case STANDARDIZE, LOG_STANDARDIZE -> statistics.standardized(missing);
            case MIN_MAX -> statistics.minMax(missing);
            case NONE, LOG -> statistics.shaped(missing);
            case AUTO, QUANTILE -> throw new IllegalArgumentException("no rescaling for " + planned.scaling());
        };
    }

    private static CategoryTransform category(PlannedFeature planned) {
        Feature raw = planned.raw();
        return new CategoryTransform(
                new CategoricalFeature(raw.name(), raw.side(), planned.vocabulary()), raw.name(), planned.categories());
    }

    private static SequenceTransform sequence(PlannedFeature planned) {
        Feature raw = planned.raw();
        SequenceFeature feature = new SequenceFeature(
                raw.name(),
                raw.side(),
                planned.vocabulary(),
                planned.options().pooling(),
                planned.options().maxLength(),
                FeatureStorage.BY_KEY,
                planned.hasWeights() ? IdWeights.PER_ID : IdWeights.NONE);
        return new SequenceTransform(
                feature, raw.name(), planned.categories(), planned.options().weights());
    }

    private static List<NumberSummary> summaries(List<PlannedFeature> dense, Dataset<Row> training) {
        ArrayList<NumberSummary> empty = new ArrayList<>();
        dense.forEach(feature -> empty.add(summary(feature.scaling())));
        if (dense.stream().noneMatch(TransformFitter::isFitted)) {
            return empty;
        }
        Column[] columns =
                dense.stream().map(feature -> Columns.named(feature.name())).toArray(Column[]::new);
        return training.select(columns).toJavaRDD().treeAggregate(empty, new Add(), new Merge());
    }

    private static boolean isFitted(PlannedFeature feature) {
        boolean scales = feature.scaling() != Scaling.NONE && feature.scaling() != Scaling.LOG;
        return scales || feature.options().missing() != Missing.VALUE;
    }

    private static NumberSummary summary(Scaling scaling) {
        return switch (scaling) {
            case QUANTILE -> new QuantileSketch();
            case LOG, LOG_STANDARDIZE -> new NumberStatistics(Shape.LOGARITHM);
            case AUTO, NONE, STANDARDIZE, MIN_MAX -> new NumberStatistics(Shape.LINEAR);
        };
    }

    /** Adds a row's numbers to the summaries of their columns. */
    private record Add() implements Function2<ArrayList<NumberSummary>, Row, ArrayList<NumberSummary>> {
        private static final long serialVersionUID = 1L;

        @Override
        public ArrayList<NumberSummary> call(ArrayList<NumberSummary> summaries, Row row) {
            for (int column = 0; column < summaries.size(); column++) {
                summaries.get(column).add(row.<Float>getAs(column));
            }
            return summaries;
        }
    }

    /** Adds the summaries of one part of the rows to those of another. */
    private record Merge()
            implements Function2<ArrayList<NumberSummary>, ArrayList<NumberSummary>, ArrayList<NumberSummary>> {
        private static final long serialVersionUID = 1L;

        @Override
        public ArrayList<NumberSummary> call(ArrayList<NumberSummary> left, ArrayList<NumberSummary> right) {
            for (int column = 0; column < left.size(); column++) {
                left.get(column).merge(right.get(column));
            }
            return left;
        }
    }
}
