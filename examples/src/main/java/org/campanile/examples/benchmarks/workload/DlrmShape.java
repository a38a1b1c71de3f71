package org.campanile.examples.benchmarks.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Vocabulary;

/**
 * Sizes of a DLRM.
 *
 * @param dense     number of dense features
 * @param tables    rows of each embedding table
 * @param features  number of categorical features; feature f looks up table {@code f % tables.size()}
 * @param dim       length of an embedding
 * @param bottomMlp sizes of the layers that the dense features pass, the last being {@code dim}
 * @param topMlp    sizes of the hidden layers after the interaction
 */
record DlrmShape(
        int dense, List<Integer> tables, int features, int dim, List<Integer> bottomMlp, List<Integer> topMlp) {

    DlrmShape {
        tables = List.copyOf(tables);
        bottomMlp = List.copyOf(bottomMlp);
        topMlp = List.copyOf(topMlp);
    }

    /** 13 dense features and 26 tables of width 64, one of 5,000,000 rows and 25 of 100,000. */
    static DlrmShape criteo() {
        List<Integer> tables = new ArrayList<>(Collections.nCopies(26, 100_000));
        tables.set(0, 5_000_000);
        return withTables(tables);
    }

    /** The same networks and 26 look-ups of width 64 into these tables. */
    static DlrmShape withTables(List<Integer> rows) {
        return new DlrmShape(13, rows, 26, 64, List.of(512, 256, 64), List.of(512, 256));
    }

    /** Sizes from the input of the bottom network to its output. */
    List<Integer> bottomSizes() {
        return Stream.concat(Stream.of(dense), bottomMlp.stream()).toList();
    }

    /** Sizes from the input of the top network, the dense vector beside all pairs' products, to the logit. */
    List<Integer> topSizes() {
        return Stream.of(List.of(dim + pairs()), topMlp, List.of(1))
                .flatMap(List::stream)
                .toList();
    }

    /** Vectors that interact: the embeddings and the bottom network's output. */
    int vectors() {
        return features + 1;
    }

    /** Dot products of two different vectors. */
    int pairs() {
        return vectors() * (vectors() - 1) / 2;
    }

    /** Weights and biases of both networks. */
    long denseParameters() {
        return parameters(bottomSizes()) + parameters(topSizes());
    }

    /** Weights of all tables. */
    long tableParameters() {
        return tables.stream().mapToLong(Integer::longValue).sum() * dim;
    }

    private static long parameters(List<Integer> sizes) {
        long sum = 0;
        for (int layer = 1; layer < sizes.size(); layer++) {
            sum += (sizes.get(layer - 1) + 1L) * sizes.get(layer);
        }
        return sum;
    }

    /** Rows of the table that a feature looks up. */
    int rowsOf(int feature) {
        return tables.get(feature % tables.size());
    }

    /** Dense features d0, d1, ..., categorical ones c0, c1, ..., tables t0, t1, ... */
    Schema schema() {
        List<Feature> all = new ArrayList<>();
        for (int feature = 0; feature < dense; feature++) {
            all.add(new DenseFeature("d" + feature, FeatureSide.CONTEXT));
        }
        for (int feature = 0; feature < features; feature++) {
            all.add(new CategoricalFeature("c" + feature, FeatureSide.CONTEXT, "t" + feature % tables.size()));
        }
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (int table = 0; table < tables.size(); table++) {
            vocabularies.add(new Vocabulary("t" + table, tables.get(table)));
        }
        return new Schema(all, vocabularies, null, null);
    }
}
