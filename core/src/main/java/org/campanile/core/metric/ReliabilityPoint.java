package org.campanile.core.metric;

/**
 * Samples of neighbouring predictions: a point of a reliability diagram.
 *
 * @param predicted mean predicted probability
 * @param observed  share of positive samples
 * @param samples   how many there are
 */
public record ReliabilityPoint(double predicted, double observed, long samples) {}
