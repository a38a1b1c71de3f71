package org.campanile.spark.evaluation;

import java.io.Serializable;
import java.util.List;
import org.campanile.core.config.EvaluationConfiguration;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.ScorerMetrics;
import org.campanile.core.evaluation.SliceMetrics;
import org.campanile.core.math.CounterRandom;

/**
 * What every task of an evaluation is to do.
 *
 * @param bundle        location of the model's bundle
 * @param dataset       location of the prepared data set
 * @param configuration what to measure
 * @param baselines     those to be measured beside the model
 * @param alsFactors    files of the item factors; empty without the baseline als
 * @param items         number of items, the unknown one included
 * @param seed          seed of the run
 */
record RankingTask(
        String bundle,
        String dataset,
        EvaluationConfiguration configuration,
        List<Baseline> baselines,
        List<String> alsFactors,
        int items,
        long seed)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    RankingTask {
        baselines = List.copyOf(baselines);
        alsFactors = List.copyOf(alsFactors);
    }

    /** Room for the metrics of one scorer. */
    ScorerMetrics newScorerMetrics() {
        return new ScorerMetrics(configuration.topK(), configuration.resamples(), resampleSeed(), items);
    }

    /** Room for the metrics of the slices. */
    SliceMetrics newSliceMetrics() {
        return new SliceMetrics(configuration.topK(), configuration.resamples(), resampleSeed());
    }

    private long resampleSeed() {
        return CounterRandom.seedFor(seed, "evaluation resamples");
    }

    /** The seed of sampled negatives. */
    long sampleSeed() {
        return CounterRandom.seedFor(seed, "evaluation negatives");
    }
}
