package org.campanile.serving.store;

/**
 * All vectors of one kind that one version of a model has.
 *
 * @param version the model's version id
 * @param kind    whose vectors
 * @param dim     length of a vector
 * @param rows    number of vectors
 */
public record VectorSet(String version, VectorKind kind, int dim, int rows) {}
