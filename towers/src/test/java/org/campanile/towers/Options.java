package org.campanile.towers;

import java.util.List;
import org.campanile.core.loss.AccidentalHits;
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
                LogQ.ITEM_FREQUENCY,
                AccidentalHits.MASK);
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
                accidentalHits);
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
                options.accidentalHits());
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
                AccidentalHits.KEEP);
    }
}
