package org.campanile.core.evaluation;

/** The values that entities, users or items, have of an attribute. Immutable; safe for use by several threads. */
interface AttributeValues {
    /** The labels of an entity's values, each once; of features that are no sequences there is one. */
    Iterable<String> of(int entity);
}
