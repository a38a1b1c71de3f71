package org.campanile.core.evaluation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyEntry;
import org.campanile.core.shard.VocabularyFile;

/**
 * What slices by the values of a vocabulary are called: the most frequent values by themselves, the rest {@code other}, the
 * index 0 {@code unknown}. Values of a hashed vocabulary, which are not stored, are called by their index.
 */
final class ValueLabels {
    /** More slices would tell little: rare values have few users. */
    static final int MOST_VALUES = 50;

    private static final String OTHER = "other";
    private static final String UNKNOWN = "unknown";

    private final Map<Integer, String> labels = new HashMap<>();

    private ValueLabels() {}

    static ValueLabels read(PreparedDataset entities, String vocabulary) {
        ValueLabels result = new ValueLabels();
        result.labels.put(0, UNKNOWN);
        if (!entities.manifest().vocabularies().containsKey(vocabulary)) {
            for (int index = 1; index <= MOST_VALUES; index++) {
                result.labels.put(index, String.valueOf(index));
            }
            return result;
        }
        PriorityQueue<VocabularyEntry> frequent = new PriorityQueue<>(Comparator.comparingLong(VocabularyEntry::count)
                .thenComparing(Comparator.comparingInt(VocabularyEntry::index).reversed()));
        VocabularyFile.read(entities.store(), entities.vocabularyFile(vocabulary), entry -> {
            if (entry.index() > 0) {
                frequent.add(entry);
            }
            if (frequent.size() > MOST_VALUES) {
                frequent.remove();
            }
        });
        frequent.forEach(entry -> result.labels.put(entry.index(), entry.value()));
        return result;
    }

    String of(int index) {
        return labels.getOrDefault(index, OTHER);
    }
}
