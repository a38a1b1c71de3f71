package org.campanile.core.transform;

/** Texts are looked up in the data set's vocabulary file of this name; others have the index 0. */
public record StoredVocabulary(String vocabulary) implements Categories {}
