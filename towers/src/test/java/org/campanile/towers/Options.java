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

    static DssmOptions of(List<Integer> userTower, List<Integer> itemTower, int outputDim, Similarity similarity) {
        return new DssmOptions(
                3,
                userTower,
                itemTower,
                outputDim,
                Activation.IDENTITY,
                List.of(),
                List.of(),
                similarity,
                0.7,
                DssmLoss.POINT_WISE,
                2,
                LogQ.SAMPLING_PROBABILITY,
                AccidentalHits.MASK,
                NegativeSamplingOptions.uniform());
    }

    /** Towers with hidden layers. */
    static DssmOptions of(DssmLoss loss, LogQ logQ, AccidentalHits accidentalHits) {
        return new DssmOptions(
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
                2,
                logQ,
                accidentalHits,
                NegativeSamplingOptions.uniform());
    }

    static DssmOptions with(DssmOptions options, Activation outputActivation) {
        return new DssmOptions(
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
                options.negatives(),
                options.logQ(),
                options.accidentalHits(),
                options.negativeSampling());
    }

    static DssmOptions with(DssmOptions options, NegativeSamplingOptions sampling) {
        return new DssmOptions(
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
                options.negatives(),
                options.logQ(),
                options.accidentalHits(),
                sampling);
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
    static DssmOptions embeddings(int dim, List<String> itemFeatures) {
        return new DssmOptions(
                dim,
                List.of(),
                List.of(),
                dim,
                Activation.IDENTITY,
                List.of(),
                itemFeatures,
                Similarity.DOT,
                1,
                DssmLoss.POINT_WISE,
                1,
                LogQ.NONE,
                AccidentalHits.KEEP,
                NegativeSamplingOptions.uniform());
    }
}
