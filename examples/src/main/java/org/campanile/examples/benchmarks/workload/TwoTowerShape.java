package org.campanile.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;

/**
 * Sizes of a two-tower model.
 *
 * @param features categorical features of each side, the key among them, each with a table of its own
 * @param rows     rows of each table
 * @param dim      length of an embedding
 * @param sizes    of each tower's layers, from its input to its vector
 */
record TwoTowerShape(int features, int rows, int dim, List<Integer> sizes) {
    TwoTowerShape {
        sizes = List.copyOf(sizes);
    }

    /** On each side 4 features from tables of 100,000 x 64, and an MLP 256-128-64. */
    static TwoTowerShape standard() {
        return new TwoTowerShape(4, 100_000, 64, List.of(256, 128, 64));
    }

    /** Weights and biases of both towers. */
    long denseParameters() {
        return 2
                * IntStream.range(1, sizes.size())
                        .mapToLong(layer -> (sizes.get(layer - 1) + 1L) * sizes.get(layer))
                        .sum();
    }

    /** Weights of all tables. */
    long tableParameters() {
        return 2L * features * rows * dim;
    }

    /** User features u0, u1, ... and item features i0, i1, ..., of which u0 and i0 are the keys. */
    Schema schema() {
        List<Feature> all = new ArrayList<>();
        List<Vocabulary> vocabularies = new ArrayList<>();
        add(FeatureSide.USER, "u", all, vocabularies);
        add(FeatureSide.ITEM, "i", all, vocabularies);
        return new Schema(all, vocabularies, "u0", "i0");
    }

    private void add(FeatureSide side, String letter, List<Feature> all, List<Vocabulary> vocabularies) {
        for (int feature = 0; feature < features; feature++) {
            String name = letter + feature;
            all.add(new CategoricalFeature(name, side, name));
            vocabularies.add(new Vocabulary(name, rows));
        }
    }
}
