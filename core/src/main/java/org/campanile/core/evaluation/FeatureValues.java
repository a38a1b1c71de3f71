package org.campanile.core.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.shard.PreparedDataset;

/** Reads the values that all users or items have of one feature. */
final class FeatureValues {
    private FeatureValues() {}

    /** The features of users and items that are stored by key, and so can be told of every user and item. */
    static List<Feature> known(PreparedDataset entities) {
        List<Feature> features = new ArrayList<>(entities.schema().entityFeatures(FeatureSide.USER));
        features.addAll(entities.schema().entityFeatures(FeatureSide.ITEM));
        return features;
    }

    static AttributeValues read(PreparedDataset entities, Feature feature) {
        EntityFeatures features = entities.entities(feature.side());
        ColumnSet columns = features.columns();
        if (feature instanceof CategoricalFeature categorical) {
            int[] values = features.categorical()[columns.categorical().indexOf(categorical)];
            ValueLabels labels = ValueLabels.read(entities, categorical.vocabulary());
            return entity -> List.of(labels.of(values[entity]));
        }
        if (feature instanceof SequenceFeature sequence) {
            JaggedIds values = features.sequences()[columns.sequences().indexOf(sequence)];
            ValueLabels labels = ValueLabels.read(entities, sequence.vocabulary());
            return entity -> labels(values, entity, labels);
        }
        return new Quartiles(column(features, columns.dense().indexOf((DenseFeature) feature)));
    }

    private static Iterable<String> labels(JaggedIds values, int entity, ValueLabels labels) {
        Set<String> distinct = new LinkedHashSet<>();
        for (int at = values.start(entity); at < values.start(entity + 1); at++) {
            distinct.add(labels.of(values.values()[at]));
        }
        return distinct;
    }

    private static float[] column(EntityFeatures features, int column) {
        int width = features.columns().dense().size();
        float[] values = new float[features.size()];
        for (int entity = 0; entity < values.length; entity++) {
            values[entity] = features.dense()[entity * width + column];
        }
        return values;
    }
}
