package org.campanile.towers;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.negative.DrawTime;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.nn.Activation;

/** Options of two towers and how they are trained: those of model type {@code dssm}, which other types include. */
public record TowerOptions(
        @Option(
                value = "Length of the embedding of each categorical or sequence feature.",
                defaultValue = "64",
                range = "[1, 4096]")
        int embeddingDim,

        @Option(
                value =
                        "Sizes of the user tower's hidden layers. []: none; the inputs pass one linear map, or, when the"
                                + " only input is an embedding of output-dim numbers and output-activation is"
                                + " identity, are the vector.",
                defaultValue = "[64]",
                range = "[1, 65536]")
        List<Integer> userTower,

        @Option(
                value = "Sizes of the item tower's hidden layers; [] as for user-tower.",
                defaultValue = "[64]",
                range = "[1, 65536]")
        List<Integer> itemTower,

        @Option(value = "Length of the vectors of users and items.", defaultValue = "64", range = "[1, 4096]")
        int outputDim,

        @Option(
                value = "What the towers' last layers apply to their outputs; identity: nothing.",
                defaultValue = "identity")
        Activation outputActivation,

        @Option(
                value =
                        "Names of the user features to use beside the user's id; [none]: the id alone; []: all there are.",
                defaultValue = "[]")
        List<String> userFeatures,

        @Option(
                value =
                        "Names of the item features to use beside the item's id; [none]: the id alone; []: all there are.",
                defaultValue = "[]")
        List<String> itemFeatures,

        @Option(value = "cosine or dot.", defaultValue = "cosine")
        Similarity similarity,

        @Option(
                value = "The score, a logit, is the similarity divided by this: about 0.1 for cosine, 1 for dot.",
                defaultValue = "0.1",
                range = "(0, 1000]")
        double temperature,

        @Option(
                value = "What training minimises. point-wise: binary cross-entropy of each positive and each of its"
                        + " negatives. squared-error: the same for targets that are numbers, such as ratings. bpr, hinge: each positive against each of its negatives. in-batch-softmax: softmax of each user over the items of the batch."
                        + " mixed-softmax: over those and negatives drawn for the whole batch."
                        + " sampled-softmax: over the positive and negatives drawn for it. shared-sampled-softmax: over the"
                        + " positive and negatives drawn for the whole batch. full-softmax: over all items.",
                defaultValue = "point-wise")
        RetrievalLoss loss,

        @Option(
                value =
                        "Label that squared-error learns, one of data.targets; empty: the first, which interactions have"
                                + " as 1 or 0.",
                defaultValue = "\"\"")
        String target,

        @Option(
                value =
                        "Negatives of each positive, or of the batch for shared-sampled-softmax and mixed-softmax; of no"
                                + " account for in-batch-softmax and full-softmax. 0, for squared-error alone: nothing but the"
                                + " samples' own items.",
                defaultValue = "4",
                range = "[0, 10000]")
        int negatives,

        @Option(
                value = "Batches whose items stay negatives of the next ones by the vectors that they had, for"
                        + " in-batch-softmax and mixed-softmax; forgotten at every averaging.",
                defaultValue = "0",
                range = "[0, 1000]")
        int crossBatchMemory,

        @Option(
                value =
                        "What a softmax takes from an item's scores, since items that are sampled more often are more often"
                                + " taken for negatives: the logarithm of the probability with which it is sampled, that of an estimate"
                                + " from the stream of batches (in-batch-softmax alone), or nothing.",
                defaultValue = "sampling-probability")
        LogQ logQ,

        @Option(
                value = "Factor of what log-q takes from scores: below 1 popular items are corrected less.",
                defaultValue = "1",
                range = "[0, 10]")
        double logQStrength,

        @Option(
                value =
                        "The loss of a positive counts by its item's share of the training rows to the power of minus this, on"
                                + " average 1: 0 all alike, 1 all items alike. Not for point-wise and squared-error.",
                defaultValue = "0",
                range = "[0, 1]")
        double inversePropensity,

        @Option(
                value = "By how much a positive's score should exceed a negative's, for hinge.",
                defaultValue = "1",
                range = "(0, 1000]")
        double margin,

        @Option(value = "Whether a softmax leaves out negatives that are the positive itself.", defaultValue = "mask")
        AccidentalHits accidentalHits,

        @Option(value = "How item frequencies are estimated for log-q: streaming-estimate.", defaultValue = "{}")
        FrequencyOptions frequencyEstimate,

        @Option(value = "How negatives are drawn.", defaultValue = "{}")
        NegativeSamplingOptions negativeSampling)
        implements ModelOptions {

    public TowerOptions {
        userTower = List.copyOf(userTower);
        itemTower = List.copyOf(itemTower);
        userFeatures = List.copyOf(userFeatures);
        itemFeatures = List.copyOf(itemFeatures);
        if (!loss.hasOwnNegatives()) {
            checkNothingOfEachSample(negativeSampling);
        }
        checkPool(negativeSampling, negatives);
        checkPropensity(loss, inversePropensity);
        Check.that(
                target.isEmpty() || loss == RetrievalLoss.SQUARED_ERROR,
                "target is %s, which is for loss squared-error alone",
                target);
        Check.that(
                negatives > 0 || loss == RetrievalLoss.SQUARED_ERROR,
                "negatives is 0, which is for loss squared-error alone");
        Check.that(
                crossBatchMemory == 0 || loss == RetrievalLoss.IN_BATCH_SOFTMAX || loss == RetrievalLoss.MIXED_SOFTMAX,
                "cross-batch-memory is %d, which is for loss in-batch-softmax and mixed-softmax alone",
                crossBatchMemory);
        Check.that(
                logQ != LogQ.STREAMING_ESTIMATE || loss == RetrievalLoss.IN_BATCH_SOFTMAX,
                "log-q is streaming-estimate, which is for loss in-batch-softmax alone");
        boolean isCorrected = loss == RetrievalLoss.SAMPLED_SOFTMAX && logQ == LogQ.SAMPLING_PROBABILITY;
        Check.that(
                !isCorrected
                        || (negativeSampling.pool() == 0
                                && negativeSampling.column().isEmpty()),
                "log-q is sampling-probability, which negatives of negative-sampling.pool and .column do not have: set log-q"
                        + " to none");
    }

    private static void checkPropensity(RetrievalLoss loss, double inversePropensity) {
        Check.that(
                inversePropensity == 0 || !loss.isPointWise(),
                "inverse-propensity is %s, but for losses point-wise and squared-error it must be 0",
                inversePropensity);
    }

    private static void checkNothingOfEachSample(NegativeSamplingOptions sampling) {
        Check.that(
                sampling.shown() == 0
                        && sampling.pool() == 0
                        && sampling.column().isEmpty()
                        && sampling.drawn() == DrawTime.EACH_EPOCH,
                "negative-sampling.shown, .pool, .column and drawn: once are for negatives of each sample: set loss to"
                        + " point-wise, squared-error, bpr, hinge or sampled-softmax");
    }

    private static void checkPool(NegativeSamplingOptions sampling, int negatives) {
        Check.that(
                sampling.pool() == 0 || (negatives > 0 && sampling.pool() > negatives),
                "negative-sampling.pool must be 0 or more than negatives, %d, of which there must be some, but is %d",
                negatives,
                sampling.pool());
        Check.that(
                sampling.shown() <= Math.max(negatives, sampling.pool()),
                "negative-sampling.shown must be at most negatives, %d, but is %d",
                negatives,
                sampling.shown());
    }
}
