package org.campanile.towers;

/** What the inputs of a tower consist of. */
enum TowerInputs {
    /** One embedding, or one vector made of embeddings: it may be the tower's vector itself. */
    ONE_EMBEDDING,
    /** The same, which a linear map makes the tower's vector. */
    MAPPED_EMBEDDING,
    /** Several features. */
    SEVERAL_FEATURES
}
