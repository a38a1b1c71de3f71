package org.campanile.core.transform;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.campanile.core.Check;
import org.campanile.core.schema.Feature;

/**
 * How all features of a data set are made of raw values: what was declared, what was fitted on training rows, and the names
 * of the vocabularies. Immutable; {@link TransformFile} stores it, {@link RowTransform} applies it.
 *
 * @param features one transform for each feature of the schema
 */
public record DatasetTransform(List<FeatureTransform> features) {
    public DatasetTransform {
        features = List.copyOf(features);
        Set<String> names = new HashSet<>();
        for (FeatureTransform transform : features) {
            String name = transform.feature().name();
            Check.that(names.add(name), "feature %s is made twice", name);
        }
    }

    /** The names of the raw values of which some features are made, each once. */
    public List<String> inputs(Collection<Feature> made) {
        return made.stream().map(feature -> of(feature).input()).distinct().toList();
    }

    /** The transform that makes a feature. */
    FeatureTransform of(Feature feature) {
        return features.stream()
                .filter(transform -> transform.feature().equals(feature))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no transform makes the feature " + feature));
    }
}
