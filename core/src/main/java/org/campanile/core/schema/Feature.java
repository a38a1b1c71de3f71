package org.campanile.core.schema;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One input of a model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DenseFeature.class, name = "dense"),
    @JsonSubTypes.Type(value = CategoricalFeature.class, name = "categorical"),
    @JsonSubTypes.Type(value = SequenceFeature.class, name = "sequence")
})
public sealed interface Feature permits DenseFeature, CategoricalFeature, SequenceFeature {
    /** Unique within the schema; also the column's name in the shards. */
    String name();

    FeatureSide side();
}
