package org.campanile.core.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.batch.JaggedIds;
import org.campanile.core.config.CandidatesConfiguration;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.VocabularyFile;

/** Finds the items that may be recommended, as the section {@code evaluation.candidates} says. */
public final class CandidateReader {
    private final PreparedDataset entities;
    private final CandidatesConfiguration configuration;

    private CandidateReader(PreparedDataset entities, CandidatesConfiguration configuration) {
        this.entities = entities;
        this.configuration = configuration;
    }

    /**
     * Reads the candidates.
     *
     * @param entities a data set, or what a bundle keeps of it
     * @throws CampanileException when there is no such column, when it holds numbers, or when no item has one of the values
     */
    public static Candidates read(PreparedDataset entities, CandidatesConfiguration configuration) {
        int items = entities.schema()
                .vocabulary(entities.schema().key(FeatureSide.ITEM).vocabulary())
                .size();
        return configuration.isAll() ? Candidates.all(items) : new CandidateReader(entities, configuration).read(items);
    }

    private Candidates read(int items) {
        Feature feature = feature();
        EntityFeatures features = entities.entities(FeatureSide.ITEM);
        if (feature instanceof CategoricalFeature categorical) {
            Set<Integer> wanted = indices(categorical.vocabulary());
            int[] values =
                    features.categorical()[features.columns().categorical().indexOf(categorical)];
            return candidates(items, item -> wanted.contains(values[item]));
        }
        SequenceFeature sequence = (SequenceFeature) feature;
        Set<Integer> wanted = indices(sequence.vocabulary());
        JaggedIds values = features.sequences()[features.columns().sequences().indexOf(sequence)];
        return candidates(items, item -> {
            for (int at = values.start(item); at < values.start(item + 1); at++) {
                if (wanted.contains(values.values()[at])) {
                    return true;
                }
            }
            return false;
        });
    }

    private Candidates candidates(int items, IntPredicate condition) {
        Candidates candidates = Candidates.of(items, condition);
        if (candidates.count() == 0) {
            throw new CampanileException(wanted() + ", but no item has one of them: then nothing can be recommended.");
        }
        return candidates;
    }

    private Feature feature() {
        List<Feature> features = entities.schema().entityFeatures(FeatureSide.ITEM).stream()
                .filter(feature -> !(feature instanceof DenseFeature))
                .toList();
        return features.stream()
                .filter(feature -> feature.name().equals(configuration.column()))
                .findFirst()
                .orElseThrow(() -> new CampanileException("evaluation.candidates.column is " + configuration.column()
                        + ", which is no categorical or sequence feature of the items; allowed: "
                        + features.stream().map(Feature::name).collect(Collectors.joining(", ")) + "."));
    }

    private Set<Integer> indices(String vocabulary) {
        if (!entities.manifest().vocabularies().containsKey(vocabulary)) {
            throw new CampanileException(
                    "evaluation.candidates.column is " + configuration.column()
                            + ", whose values are hashed, so that they cannot be told apart: choose a column with a vocabulary.");
        }
        Set<Integer> indices = new HashSet<>();
        VocabularyFile.read(entities.store(), entities.vocabularyFile(vocabulary), entry -> {
            if (entry.index() > 0 && configuration.values().contains(entry.value())) {
                indices.add(entry.index());
            }
        });
        if (indices.isEmpty()) {
            throw new CampanileException(wanted() + ", but that feature has none of these values.");
        }
        return indices;
    }

    private String wanted() {
        return "evaluation.candidates asks for items whose " + configuration.column() + " is one of "
                + configuration.values();
    }
}
