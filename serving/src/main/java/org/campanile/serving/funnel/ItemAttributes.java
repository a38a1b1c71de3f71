package org.campanile.serving.funnel;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyFile;

/**
 * The items that have a value of a categorical or sequence feature. A feature is read when it is first asked for.
 *
 * <p>Safe for use by several threads.
 */
final class ItemAttributes {
    private final PreparedDataset entities;
    private final Map<String, Feature> features;
    private final Map<String, Map<String, BitSet>> read = new ConcurrentHashMap<>();

    ItemAttributes(PreparedDataset entities) {
        this.entities = entities;
        this.features = entities.schema().entityFeatures(FeatureSide.ITEM).stream()
                .filter(feature -> !(feature instanceof DenseFeature))
                .filter(feature -> entities.manifest().vocabularies().containsKey(vocabulary(feature)))
                .collect(Collectors.toMap(Feature::name, feature -> feature));
    }

    /**
     * Items that have at least one of the values; values that no item has are as good as none.
     *
     * @throws CampanileException when the items have no such feature with a vocabulary
     */
    BitSet items(String feature, Set<String> values) {
        Feature known = features.get(feature);
        if (known == null) {
            throw new CampanileException("A rule asks for the item feature \"" + feature
                    + "\", which the served version does not have; allowed: "
                    + (features.isEmpty() ? "none" : String.join(", ", new TreeSet<>(features.keySet()))) + ".");
        }
        Map<String, BitSet> byValue = read.computeIfAbsent(feature, name -> byValue(known));
        BitSet items = new BitSet();
        values.forEach(value -> items.or(byValue.getOrDefault(value, new BitSet())));
        return items;
    }

    private Map<String, BitSet> byValue(Feature feature) {
        Map<Integer, BitSet> byIndex = new HashMap<>();
        visit(
                feature,
                (item, value) ->
                        byIndex.computeIfAbsent(value, index -> new BitSet()).set(item));
        Map<String, BitSet> byValue = new HashMap<>();
        VocabularyFile.read(entities.store(), entities.vocabularyFile(vocabulary(feature)), entry -> {
            if (entry.index() > 0 && byIndex.containsKey(entry.index())) {
                byValue.put(entry.value(), byIndex.get(entry.index()));
            }
        });
        return byValue;
    }

    private void visit(Feature feature, BiConsumer<Integer, Integer> itemAndValue) {
        EntityFeatures stored = entities.entities(FeatureSide.ITEM);
        if (feature instanceof CategoricalFeature categorical) {
            int[] values = stored.categorical()[stored.columns().categorical().indexOf(categorical)];
            for (int item = 1; item < values.length; item++) {
                itemAndValue.accept(item, values[item]);
            }
            return;
        }
        JaggedIds values = stored.sequences()[stored.columns().sequences().indexOf((SequenceFeature) feature)];
        for (int item = 1; item < stored.size(); item++) {
            for (int at = values.start(item); at < values.start(item + 1); at++) {
                itemAndValue.accept(item, values.values()[at]);
            }
        }
    }

    private static String vocabulary(Feature feature) {
        return feature instanceof SequenceFeature sequence
                ? sequence.vocabulary()
                : ((CategoricalFeature) feature).vocabulary();
    }
}
