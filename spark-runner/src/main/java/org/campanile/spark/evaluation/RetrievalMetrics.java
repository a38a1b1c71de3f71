package org.campanile.spark.evaluation;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.metric.RankingMetrics;

/** The metrics of a model and of its baselines over the same users. */
final class RetrievalMetrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private final RankingMetrics model;
    private final LinkedHashMap<Baseline, RankingMetrics> baselines = new LinkedHashMap<>();

    RetrievalMetrics(List<Integer> topK, List<Baseline> baselines) {
        this.model = new RankingMetrics(topK);
        baselines.forEach(baseline -> this.baselines.put(baseline, new RankingMetrics(topK)));
    }

    RankingMetrics model() {
        return model;
    }

    Map<Baseline, RankingMetrics> baselines() {
        return baselines;
    }

    void merge(RetrievalMetrics other) {
        model.merge(other.model);
        other.baselines.forEach((baseline, metrics) -> {
            RankingMetrics own = baselines.get(baseline);
            if (own != null) {
                own.merge(metrics);
            }
        });
    }

    /** Values by the baselines' names, such as {@code most-popular}. */
    Map<String, Map<String, Double>> baselineValues() {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        baselines.forEach((baseline, metrics) ->
                values.put(baseline.name().toLowerCase(Locale.ROOT).replace('_', '-'), metrics.values()));
        return values;
    }
}
