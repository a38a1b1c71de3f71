package org.campanile.core.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.campanile.core.schema.Feature;

/** How one feature is made of a raw value. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NumberTransform.class, name = "number"),
    @JsonSubTypes.Type(value = MissingIndicator.class, name = "missing-indicator"),
    @JsonSubTypes.Type(value = BucketTransform.class, name = "buckets"),
    @JsonSubTypes.Type(value = CategoryTransform.class, name = "category"),
    @JsonSubTypes.Type(value = SequenceTransform.class, name = "sequence")
})
public sealed interface FeatureTransform
        permits NumberTransform, MissingIndicator, BucketTransform, CategoryTransform, SequenceTransform {
    /** The feature that is made, as the schema knows it. */
    Feature feature();

    /** Name of the raw value. */
    String input();
}
