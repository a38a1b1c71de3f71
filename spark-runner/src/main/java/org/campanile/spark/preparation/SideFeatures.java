package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.transform.CategoryTransform;
import org.campanile.core.transform.FeatureTransform;
import org.campanile.core.transform.StoredVocabulary;

/**
 * All features of interactions: the keys, what is known of users and items, histories, and lists of negatives.
 *
 * @param transforms how they are made, in the order of the schema
 */
record SideFeatures(
        Collection<EntityEncoder> entities, List<FeatureTransform> transforms, VocabularyPlan vocabularies) {
    private static final Set<String> KEYS = Set.of(RawInteractions.USER, RawInteractions.ITEM);

    static SideFeatures of(Map<FeatureSide, EntityEncoder> entities, RawInteractions raw, PreparationContext context) {
        List<FeatureTransform> transforms = new ArrayList<>();
        for (FeatureSide side : List.of(FeatureSide.USER, FeatureSide.ITEM)) {
            transforms.add(key(InteractionEncoder.key(side), side));
            if (entities.containsKey(side)) {
                transforms.addAll(entities.get(side).transforms());
            }
            if (side == FeatureSide.USER) {
                context.histories().transform().ifPresent(transforms::add);
            }
        }
        ListedNegatives.transform(raw).ifPresent(transforms::add);
        List<PlannedFeature> plans =
                entities.values().stream().flatMap(side -> side.plan().stream()).toList();
        return new SideFeatures(entities.values(), transforms, VocabularyPlan.of(plans, KEYS));
    }

    /** The counts of values for the vocabularies that are built, those of keys excepted. */
    List<Dataset<Row>> valueCounts() {
        return entities.stream()
                .map(side -> side.valueCounts(feature -> feature.isLookedUp() && !KEYS.contains(feature.vocabulary())))
                .toList();
    }

    /** The counts of values that are hashed. */
    List<Dataset<Row>> hashedCounts() {
        return entities.stream()
                .map(side -> side.valueCounts(feature -> !feature.isLookedUp()))
                .toList();
    }

    /** The number of a user or an item. */
    static CategoryTransform key(String name, FeatureSide side) {
        return new CategoryTransform(new CategoricalFeature(name, side, name), name, new StoredVocabulary(name));
    }
}
