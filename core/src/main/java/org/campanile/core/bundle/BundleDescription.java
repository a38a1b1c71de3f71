package org.campanile.core.bundle;

import java.util.Map;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.metric.Calibration;

/**
 * What a bundle says about its model's making.
 *
 * @param configuration the resolved configuration the model was trained with
 * @param software      versions by name, such as {@code campanile}, {@code deeplearning4j} and {@code spark}
 * @param metrics       final metrics by name, such as {@code test/ndcg_at_10}; may be added later by
 *     {@link ModelBundle#addMetrics}
 * @param calibrations of a ranking model's probabilities, by label; empty for none
 */
public record BundleDescription(
        RunConfiguration configuration,
        Map<String, String> software,
        Map<String, Double> metrics,
        Map<String, Calibration> calibrations) {
    public BundleDescription {
        software = Map.copyOf(software);
        metrics = Map.copyOf(metrics);
        calibrations = Map.copyOf(calibrations);
    }

    /** Without calibrations. */
    public BundleDescription(
            RunConfiguration configuration, Map<String, String> software, Map<String, Double> metrics) {
        this(configuration, software, metrics, Map.of());
    }
}
