package org.campanile.core.transform;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How texts become indices. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StoredVocabulary.class, name = "vocabulary"),
    @JsonSubTypes.Type(value = Hashing.class, name = "hashing")
})
public sealed interface Categories extends Serializable permits StoredVocabulary, Hashing {
    /** Name of the vocabulary in the schema. */
    String vocabulary();

    /** The index of a text, in {@code [1, size)}; 0 for null, the empty text and an unknown one. */
    int index(@Nullable String text, VocabularyLookup vocabularies);
}
