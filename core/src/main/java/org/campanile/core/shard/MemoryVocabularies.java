package org.campanile.core.shard;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.transform.VocabularyLookup;

/** Vocabularies of a data set as maps. Immutable once read. */
record MemoryVocabularies(Map<String, Map<String, Integer>> indices) implements VocabularyLookup {
    /** Reads those values of some features' vocabularies that are wanted; vocabularies that are hashed have no file. */
    static MemoryVocabularies read(PreparedDataset dataset, ColumnSet columns, Predicate<String> wanted) {
        Set<String> names = Stream.concat(
                        columns.categorical().stream().map(CategoricalFeature::vocabulary),
                        columns.sequences().stream().map(SequenceFeature::vocabulary))
                .filter(dataset.manifest().vocabularies()::containsKey)
                .collect(Collectors.toSet());
        Map<String, Map<String, Integer>> indices = new HashMap<>();
        for (String name : names) {
            Map<String, Integer> values = new HashMap<>();
            VocabularyFile.read(dataset.store(), dataset.vocabularyFile(name), entry -> {
                if (entry.index() > 0 && wanted.test(entry.value())) {
                    values.put(entry.value(), entry.index());
                }
            });
            indices.put(name, values);
        }
        return new MemoryVocabularies(indices);
    }

    @Override
    public int index(String vocabulary, String text) {
        return indices.getOrDefault(vocabulary, Map.of()).getOrDefault(text, 0);
    }
}
