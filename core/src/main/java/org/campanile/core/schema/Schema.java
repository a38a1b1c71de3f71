package org.campanile.core.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.campanile.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a data set consist of.
 *
 * <p>Where a value is stored follows from the keys. A side with a key (a categorical feature that identifies the user or
 * the item) has its other features stored once per entity, under {@code users/} or {@code items/}, at the key's index;
 * the sample's row holds the key alone. All other features stand in the sample's row, and so do sequences that say so
 * ({@link FeatureStorage#IN_ROW}).
 *
 * @param features   every feature, in the order in which models see them; names are unique
 * @param vocabularies the vocabularies that the features name
 * @param userKey    name of the categorical feature that identifies the user; null when samples have none
 * @param itemKey    name of the categorical feature that identifies the item; null when samples have none
 * @param targets    labels and weight of a sample
 */
public record Schema(
        List<Feature> features,
        List<Vocabulary> vocabularies,
        @Nullable String userKey,
        @Nullable String itemKey,
        Targets targets) {

    public Schema {
        features = List.copyOf(features);
        vocabularies = List.copyOf(vocabularies);
        // Data sets of earlier versions do not say.
        targets = Objects.requireNonNullElse(targets, Targets.ONE_LABEL);
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            Check.that(names.add(feature.name()), "feature %s is declared twice", feature.name());
        }
    }

    /** Samples with one label, which all count alike. */
    public Schema(
            List<Feature> features, List<Vocabulary> vocabularies, @Nullable String userKey, @Nullable String itemKey) {
        this(features, vocabularies, userKey, itemKey, Targets.ONE_LABEL);
    }

    /** The features that models take as inputs: all but lists of negatives. */
    @JsonIgnore
    public List<Feature> inputs() {
        return features.stream()
                .filter(feature -> feature.side() != FeatureSide.NEGATIVES)
                .toList();
    }

    /** Features whose values stand in the sample's row, keys included. */
    @JsonIgnore
    public List<Feature> rowFeatures() {
        return features.stream().filter(feature -> !isEntityFeature(feature)).toList();
    }

    /** Features stored once per entity of this side, the key excluded; empty for a side without a key. */
    public List<Feature> entityFeatures(FeatureSide side) {
        return features.stream()
                .filter(feature -> feature.side() == side && isEntityFeature(feature))
                .toList();
    }

    /** Whether samples name the entity of this side. */
    public boolean hasKey(FeatureSide side) {
        return keyName(side) != null;
    }

    /** The key feature of a side. */
    public CategoricalFeature key(FeatureSide side) {
        String key = keyName(side);
        Check.that(key != null, "samples have no key for side %s", side);
        return features.stream()
                .filter(feature -> feature.name().equals(key))
                .map(CategoricalFeature.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("key " + key + " is not a feature"));
    }

    /**
     * The sequence of what each sample's user took before: of the items' vocabulary, of the user's side, in the sample's
     * row. Nothing when samples have none; of several the first.
     */
    @JsonIgnore
    public Optional<SequenceFeature> history() {
        return Optional.ofNullable(itemKey)
                .flatMap(item -> features.stream()
                        .filter(SequenceFeature.class::isInstance)
                        .map(SequenceFeature.class::cast)
                        .filter(feature -> feature.side() == FeatureSide.USER
                                && feature.storage() == FeatureStorage.IN_ROW
                                && feature.vocabulary()
                                        .equals(key(FeatureSide.ITEM).vocabulary()))
                        .findFirst());
    }

    /** The same schema without those features of a side that are neither named nor the side's key. */
    public Schema select(FeatureSide side, List<String> names) {
        for (String name : names) {
            Check.that(
                    features.stream()
                            .anyMatch(feature ->
                                    feature.side() == side && feature.name().equals(name)),
                    "there is no feature %s of side %s",
                    name,
                    side);
        }
        List<Feature> selected = features.stream()
                .filter(feature -> feature.side() != side || names.contains(feature.name()) || isKey(feature))
                .toList();
        return new Schema(selected, vocabularies, userKey, itemKey, targets);
    }

    private boolean isKey(Feature feature) {
        return feature.name().equals(keyName(feature.side()));
    }

    /** The vocabulary of this name. */
    public Vocabulary vocabulary(String name) {
        return vocabularies.stream()
                .filter(vocabulary -> vocabulary.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no vocabulary " + name));
    }

    private boolean isEntityFeature(Feature feature) {
        String key = keyName(feature.side());
        return key != null && !key.equals(feature.name()) && !isInRow(feature);
    }

    private static boolean isInRow(Feature feature) {
        return feature instanceof SequenceFeature sequence && sequence.storage() == FeatureStorage.IN_ROW;
    }

    private @Nullable String keyName(FeatureSide side) {
        return switch (side) {
            case USER -> userKey;
            case ITEM -> itemKey;
            case CONTEXT, NEGATIVES -> null;
        };
    }
}
