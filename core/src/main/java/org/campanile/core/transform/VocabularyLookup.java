package org.campanile.core.transform;

/** The indices of texts in vocabularies. */
@FunctionalInterface
public interface VocabularyLookup {
    /** The index of a text in a vocabulary that is stored in full; 0 when it is not there. */
    int index(String vocabulary, String text);
}
