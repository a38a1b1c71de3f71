package org.campanile.core.bundle;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.campanile.core.math.CounterRandom;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyFile;

/** Some known values of the vocabularies of a data set, drawn once for each. Used by one thread. */
final class VocabularySamples {
    private static final int VALUES = 12;

    /** Values that are hashed are all known. */
    private static final List<String> HASHED = List.of("a", "b", "c", "d", "e", "f");

    private final PreparedDataset dataset;
    private final long seed;
    private final Map<String, List<String>> drawn = new HashMap<>();

    VocabularySamples(PreparedDataset dataset, long seed) {
        this.dataset = dataset;
        this.seed = seed;
    }

    /** The most frequent value and some others, by their indices; none of an empty vocabulary. */
    List<String> of(String vocabulary) {
        return drawn.computeIfAbsent(vocabulary, this::draw);
    }

    private List<String> draw(String vocabulary) {
        if (!dataset.manifest().vocabularies().containsKey(vocabulary)) {
            return HASHED;
        }
        int known = dataset.schema().vocabulary(vocabulary).size() - 1;
        if (known < 1) {
            return List.of();
        }
        Set<Integer> indices = new HashSet<>(Set.of(1));
        for (int i = 1; i < VALUES; i++) {
            indices.add(1 + CounterRandom.below(CounterRandom.hash(seed, i), known));
        }
        Map<Integer, String> values = new TreeMap<>();
        VocabularyFile.read(dataset.store(), dataset.vocabularyFile(vocabulary), entry -> {
            if (indices.contains(entry.index())) {
                values.put(entry.index(), entry.value());
            }
        });
        return List.copyOf(values.values());
    }
}
