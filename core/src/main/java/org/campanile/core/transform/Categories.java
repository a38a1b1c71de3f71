package org.campanile.core.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;

/** How texts become indices. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StoredVocabulary.class, name = "vocabulary"),
    @JsonSubTypes.Type(value = Hashing.class, name = "hashing")
})
public sealed interface Categories extends Serializable permits StoredVocabulary, Hashing {
    /** Name of the vocabulary in the schema. */
    String vocabulary();
}
