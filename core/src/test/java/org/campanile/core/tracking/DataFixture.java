package org.campanile.core.tracking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.DenseFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;
import org.campanile.core.schema.Vocabulary;

/** A small data set as runs name it. */
final class DataFixture {
    private DataFixture() {}

    /** Films of users: 8 samples to train on, 2 to test. */
    static RunData movielens(String source, String hash) {
        Map<String, Long> rows = new LinkedHashMap<>();
        rows.put("train", 8L);
        rows.put("test", 2L);
        return new RunData("movielens", source, hash, schema(), rows);
    }

    private static Schema schema() {
        return new Schema(
                List.of(
                        new CategoricalFeature("user", FeatureSide.USER, "user"),
                        new DenseFeature("age", FeatureSide.CONTEXT),
                        new SequenceFeature("tags", FeatureSide.CONTEXT, "tag")),
                List.of(new Vocabulary("user", 4), new Vocabulary("tag", 3)),
                "user",
                null);
    }
}
