package org.campanile.core.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;

/**
 * The properties by which what is measured is divided: features of users and items, {@code popularity-decile} (of the
 * relevant items, 1 the least popular to 10) and {@code history-length} (items that the user took before). Immutable; safe
 * for use by several threads.
 */
public final class Slicings {
    private static final String POPULARITY_DECILE = "popularity-decile";
    private static final String HISTORY_LENGTH = "history-length";

    private final Map<String, Slicing> byName = new LinkedHashMap<>();

    private Slicings() {}

    /**
     * Throws unless there are such properties.
     *
     * @throws CampanileException naming the one that there is not, and those that there are
     */
    public static void check(List<String> names, PreparedDataset entities) {
        names.forEach(name -> {
            if (!isBuiltIn(name)) {
                feature(name, entities);
            }
        });
    }

    private static boolean isBuiltIn(String name) {
        return name.equals(POPULARITY_DECILE) || name.equals(HISTORY_LENGTH);
    }

    private static Feature feature(String name, PreparedDataset entities) {
        List<Feature> known = FeatureValues.known(entities);
        return known.stream()
                .filter(feature -> feature.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CampanileException("evaluation.slices names " + name
                        + ", but users and items of the data set have no such feature; allowed: "
                        + Stream.concat(known.stream().map(Feature::name), Stream.of(POPULARITY_DECILE, HISTORY_LENGTH))
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    /**
     * Reads what is needed of users and items into memory.
     *
     * @param entities  a data set, or what a bundle keeps of it
     * @param catalogue of the same items
     */
    public static Slicings read(List<String> names, PreparedDataset entities, Catalogue catalogue) {
        Slicings slicings = new Slicings();
        names.forEach(name -> slicings.byName.put(name, slicing(name, entities, catalogue)));
        return slicings;
    }

    private static Slicing slicing(String name, PreparedDataset entities, Catalogue catalogue) {
        if (name.equals(HISTORY_LENGTH)) {
            return new SlicingByHistoryLength();
        }
        if (name.equals(POPULARITY_DECILE)) {
            return new SlicingByItem(
                    item -> List.of(String.valueOf(1 + catalogue.groups().of(item))));
        }
        Feature feature = feature(name, entities);
        AttributeValues values = FeatureValues.read(entities, feature);
        return feature.side() == FeatureSide.USER ? new SlicingByUser(values) : new SlicingByItem(values);
    }

    /** Offers each slice, by a name such as {@code gender=F}, what of a user's ranking belongs to it. */
    void divide(UserRanking ranking, Slicing.SliceConsumer slices) {
        byName.forEach((name, slicing) ->
                slicing.divide(ranking, (label, ranks) -> slices.accept(name + "=" + label.replace('/', '_'), ranks)));
    }
}
