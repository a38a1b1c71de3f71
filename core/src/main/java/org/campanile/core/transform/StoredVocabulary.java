package org.campanile.core.transform;

import org.jspecify.annotations.Nullable;

/** Texts are looked up in the data set's vocabulary file of this name; others have the index 0. */
public record StoredVocabulary(String vocabulary) implements Categories {
    @Override
    public int index(@Nullable String text, VocabularyLookup vocabularies) {
        return text == null || text.isEmpty() ? 0 : vocabularies.index(vocabulary, text);
    }
}
