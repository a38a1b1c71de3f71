package org.campanile.towers;

import java.util.List;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.negative.DrawTime;
import org.campanile.core.negative.NegativeDistribution;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.nn.Activation;

/** Options of small models: embeddings of 3, temperature 0.7, 2 negatives, point-wise, every feature. */
final class Options {
    private Options() {}

    static TowerOptions of(List<Integer> userTower, List<Integer> itemTower, int outputDim, Similarity similarity) {
        return new TowerOptions(
                3,
                userTower,
                itemTower,
                outputDim,
                Activation.IDENTITY,
                List.of(),
                List.of(),
                similarity,
                0.7,
                RetrievalLoss.POINT_WISE,
                "",
                2,
                0,
                LogQ.SAMPLING_PROBABILITY,
                1,
                0,
                0.5,
                AccidentalHits.MASK,
                FrequencyOptions.usual(),
                NegativeSamplingOptions.uniform());
    }

    /** Towers with hidden layers. */
    static TowerOptions of(RetrievalLoss loss, LogQ logQ, AccidentalHits accidentalHits) {
        return new TowerOptions(
                3,
                List.of(5, 4),
                List.of(6),
                3,
                Activation.IDENTITY,
                List.of(),
                List.of(),
                Similarity.COSINE,
                0.7,
                loss,
                "",
                2,
                0,
                logQ,
                1,
                0,
                0.5,
                accidentalHits,
                FrequencyOptions.usual(),
                NegativeSamplingOptions.uniform());
    }

    static TowerOptions with(TowerOptions options, Activation outputActivation) {
        return new TowerOptions(
                options.embeddingDim(),
                options.userTower(),
                options.itemTower(),
                options.outputDim(),
                outputActivation,
                options.userFeatures(),
                options.itemFeatures(),
                options.similarity(),
                options.temperature(),
                options.loss(),
                options.target(),
                options.negatives(),
                options.crossBatchMemory(),
                options.logQ(),
                options.logQStrength(),
                options.inversePropensity(),
                options.margin(),
                options.accidentalHits(),
                options.frequencyEstimate(),
                options.negativeSampling());
    }

    static TowerOptions with(TowerOptions options, NegativeSamplingOptions sampling) {
        return new TowerOptions(
                options.embeddingDim(),
                options.userTower(),
                options.itemTower(),
                options.outputDim(),
                options.outputActivation(),
                options.userFeatures(),
                options.itemFeatures(),
                options.similarity(),
                options.temperature(),
                options.loss(),
                options.target(),
                options.negatives(),
                options.crossBatchMemory(),
                options.logQ(),
                options.logQStrength(),
                options.inversePropensity(),
                options.margin(),
                options.accidentalHits(),
                options.frequencyEstimate(),
                sampling);
    }

    /** Numbers are learnt. */
    static TowerOptions regression(String target, int negatives) {
        return new TowerOptions(
                3,
                List.of(5),
                List.of(6),
                3,
                Activation.IDENTITY,
                List.of(),
                List.of(),
                Similarity.DOT,
                0.7,
                RetrievalLoss.SQUARED_ERROR,
                target,
                negatives,
                0,
                LogQ.NONE,
                1,
                0,
                0.5,
                AccidentalHits.KEEP,
                FrequencyOptions.usual(),
                NegativeSamplingOptions.uniform());
    }

    /** Items of so many batches stay negatives. */
    static TowerOptions remembering(TowerOptions options, int batches) {
        return new TowerOptions(
                options.embeddingDim(),
                options.userTower(),
                options.itemTower(),
                options.outputDim(),
                options.outputActivation(),
                options.userFeatures(),
                options.itemFeatures(),
                options.similarity(),
                options.temperature(),
                options.loss(),
                options.target(),
                options.negatives(),
                batches,
                options.logQ(),
                options.logQStrength(),
                options.inversePropensity(),
                options.margin(),
                options.accidentalHits(),
                options.frequencyEstimate(),
                options.negativeSampling());
    }

    /** Draws from a distribution; popularity by the power 0.5. */
    static NegativeSamplingOptions sampling(NegativeDistribution distribution, boolean excludePositives) {
        return sampling(distribution, excludePositives, 0, 0);
    }

    static NegativeSamplingOptions sampling(
            NegativeDistribution distribution, boolean excludePositives, int shown, int pool) {
        return new NegativeSamplingOptions(
                distribution, 0.5, excludePositives, DrawTime.EACH_EPOCH, shown, pool, "", 0);
    }

    /** Uniform negatives of some of the samples. */
    static NegativeSamplingOptions subsampling(double threshold) {
        return new NegativeSamplingOptions(
                NegativeDistribution.UNIFORM, 1, false, DrawTime.EACH_EPOCH, 0, 0, "", threshold);
    }

    /** Matrix factorisation. */
    static TowerOptions embeddings(int dim, List<String> itemFeatures) {
        return new TowerOptions(
                dim,
                List.of(),
                List.of(),
                dim,
                Activation.IDENTITY,
                List.of(),
                itemFeatures,
                Similarity.DOT,
                1,
                RetrievalLoss.POINT_WISE,
                "",
                1,
                0,
                LogQ.NONE,
                1,
                0,
                0.5,
                AccidentalHits.KEEP,
                FrequencyOptions.usual(),
                NegativeSamplingOptions.uniform());
    }

    /** With another strength of log q, and weights by inverse propensity. */
    static TowerOptions mitigated(TowerOptions options, double logQStrength, double inversePropensity) {
        return new TowerOptions(
                options.embeddingDim(),
                options.userTower(),
                options.itemTower(),
                options.outputDim(),
                options.outputActivation(),
                options.userFeatures(),
                options.itemFeatures(),
                options.similarity(),
                options.temperature(),
                options.loss(),
                options.target(),
                options.negatives(),
                options.crossBatchMemory(),
                options.logQ(),
                logQStrength,
                inversePropensity,
                options.margin(),
                options.accidentalHits(),
                options.frequencyEstimate(),
                options.negativeSampling());
    }

    /** Vectors are rows of tables of 3 numbers, without other features; 2 negatives, uniform. */
    static TowerOptions keysOnly(RetrievalLoss loss, Similarity similarity) {
        return new TowerOptions(
                3,
                List.of(),
                List.of(),
                3,
                Activation.IDENTITY,
                List.of("none"),
                List.of("none"),
                similarity,
                0.7,
                loss,
                "",
                2,
                0,
                LogQ.SAMPLING_PROBABILITY,
                1,
                0,
                0.5,
                AccidentalHits.MASK,
                FrequencyOptions.usual(),
                NegativeSamplingOptions.uniform());
    }
}
