package org.campanile.spark.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.schema.Feature;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.Targets;
import org.campanile.core.schema.Vocabulary;
import org.campanile.core.transform.BucketTransform;
import org.campanile.core.transform.FeatureTransform;
import org.jspecify.annotations.Nullable;

/** What a schema consists of, by its transforms. */
final class Transforms {
    private Transforms() {}

    /** The features that the transforms make, in their order. */
    static List<Feature> features(List<FeatureTransform> transforms) {
        return transforms.stream().map(FeatureTransform::feature).toList();
    }

    /** The schema of a data set. */
    static Schema schema(
            List<FeatureTransform> transforms,
            VocabularyIndex index,
            VocabularyPlan plan,
            @Nullable String userKey,
            @Nullable String itemKey,
            Targets targets) {
        Map<String, Integer> sizes = new TreeMap<>(index.sizes());
        plan.hashed().forEach((name, hashing) -> sizes.put(name, hashing.size()));
        for (FeatureTransform transform : transforms) {
            if (transform instanceof BucketTransform bucket) {
                sizes.put(bucket.feature().vocabulary(), bucket.buckets().size());
            }
        }
        List<Vocabulary> vocabularies = new ArrayList<>();
        sizes.forEach((name, size) -> vocabularies.add(new Vocabulary(name, size)));
        return new Schema(features(transforms), vocabularies, userKey, itemKey, targets);
    }
}
