package org.campanile.core.tracking;

import java.util.List;
import java.util.Map;

/**
 * One measured value.
 *
 * @param name       such as {@code train/loss} or {@code test/recall_at_50}
 * @param value      may be NaN or infinite
 * @param step       the training step it belongs to
 * @param timeMillis milliseconds since 1970, UTC
 */
public record MetricPoint(String name, double value, long step, long timeMillis) {

    /** Points of one step and time from values by name. */
    public static List<MetricPoint> of(Map<String, Double> values, long step, long timeMillis) {
        return values.entrySet().stream()
                .map(entry -> new MetricPoint(entry.getKey(), entry.getValue(), step, timeMillis))
                .toList();
    }
}
