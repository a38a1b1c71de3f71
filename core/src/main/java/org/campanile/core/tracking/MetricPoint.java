package org.campanile.core.tracking;

/**
 * One measured value.
 *
 * @param name       such as {@code train/loss} or {@code test/recall_at_50}
 * @param step       the training step it belongs to
 * @param timeMillis milliseconds since 1970, UTC
 */
public record MetricPoint(String name, double value, long step, long timeMillis) {}
