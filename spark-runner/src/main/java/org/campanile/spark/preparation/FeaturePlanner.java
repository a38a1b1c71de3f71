package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.campanile.core.CampanileException;
import org.campanile.core.config.FeatureConfiguration;
import org.campanile.core.config.FeatureConfiguration.Kind;
import org.campanile.core.config.FeatureConfiguration.Scaling;
import org.campanile.core.config.FeatureConfiguration.Side;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.SequenceFeature;

/**
 * Brings a source's features and {@code data.features} together.
 *
 * @param entries {@code data.features}
 */
public record FeaturePlanner(List<FeatureConfiguration> entries) {
    public FeaturePlanner {
        entries = List.copyOf(entries);
    }

    /** What the configuration says of a feature: the first entry that fits its name, else the defaults. */
    public FeatureConfiguration options(String feature) {
        return entries.stream()
                .filter(entry -> entry.fits(feature))
                .findFirst()
                .orElseGet(() -> FeatureConfiguration.ofDefaults(feature));
    }

    /**
     * The features that are used, in the source's order.
     *
     * @param scaling of dense features for which the configuration leaves it to the source
     * @throws CampanileException when the configuration contradicts the source, or gives options that do nothing
     */
    List<PlannedFeature> plan(List<Feature> raw, Scaling scaling) {
        List<PlannedFeature> plan = new ArrayList<>();
        for (Feature feature : raw) {
            FeatureConfiguration options = options(feature.name());
            if (options.kind() != Kind.NONE) {
                requireSame(feature, "kind", options.kind(), Kind.AUTO, kind(feature));
                requireSame(
                        feature,
                        "side",
                        options.side(),
                        Side.AUTO,
                        Side.valueOf(feature.side().name()));
                requireUseful(feature, options);
                Scaling own = options.scaling() == Scaling.AUTO ? scaling : options.scaling();
                plan.add(new PlannedFeature(feature, options, own));
            }
        }
        return plan;
    }

    /** Throws when an entry names a feature that the data do not have. */
    void requireKnown(List<String> features) {
        for (FeatureConfiguration entry : entries) {
            if (features.stream().noneMatch(entry::fits)) {
                throw new CampanileException("data.features names " + entry.name()
                        + ", but the data have no such feature; they have "
                        + (features.isEmpty() ? "none" : String.join(", ", features)) + ".");
            }
        }
    }

    private static Kind kind(Feature feature) {
        if (feature instanceof DenseFeature) {
            return Kind.DENSE;
        }
        return feature instanceof SequenceFeature ? Kind.SEQUENCE : Kind.CATEGORICAL;
    }

    private static <E extends Enum<E>> void requireSame(Feature feature, String key, E given, E open, E source) {
        if (given != open && given != source) {
            throw wrong(feature, key + " is " + word(given) + ", but the source reads it as " + word(source));
        }
    }

    private static void requireUseful(Feature feature, FeatureConfiguration options) {
        FeatureConfiguration defaults = FeatureConfiguration.ofDefaults(options.name());
        boolean dense = feature instanceof DenseFeature;
        boolean asCategories = options.minCount() != defaults.minCount()
                || options.hashSize() != defaults.hashSize()
                || !options.vocabulary().equals(defaults.vocabulary());
        boolean asNumber = options.scaling() != defaults.scaling()
                || options.missing() != defaults.missing()
                || options.missingValue() != defaults.missingValue();
        boolean asSequence = options.maxLength() != defaults.maxLength()
                || options.pooling() != defaults.pooling()
                || !options.weights().isEmpty();
        boolean exact = !options.name().endsWith("*");
        if (exact && dense && asCategories) {
            throw wrong(feature, "min-count, hash-size and vocabulary are for categorical and sequence features");
        }
        if (exact && !dense && asNumber) {
            throw wrong(feature, "scaling and missing are for dense features");
        }
        if (exact && !(feature instanceof SequenceFeature) && asSequence) {
            throw wrong(feature, "max-length, pooling and weights are for sequence features");
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static CampanileException wrong(Feature feature, String fault) {
        return new CampanileException("data.features: " + feature.name() + ": " + fault + ".");
    }
}
