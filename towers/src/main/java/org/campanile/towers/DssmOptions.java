package org.campanile.towers;

import java.util.List;
import org.campanile.core.Check;
import org.campanile.core.config.ModelOptions;
import org.campanile.core.config.Option;
import org.campanile.core.loss.AccidentalHits;
import org.campanile.core.negative.DrawTime;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.nn.Activation;

/** Options of model type {@code dssm}. */
public record DssmOptions(
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
                        + " negatives. in-batch-softmax: softmax of each user over the items of the batch."
                        + " mixed-softmax: over those and negatives drawn for the whole batch."
                        + " sampled-softmax: over the positive and negatives drawn for it. shared-sampled-softmax: over the"
                        + " positive and negatives drawn for the whole batch.",
                defaultValue = "point-wise")
        DssmLoss loss,

        @Option(
                value =
                        "Negatives of each positive, or of the batch for shared-sampled-softmax and mixed-softmax; of no"
                                + " account for in-batch-softmax.",
                defaultValue = "4",
                range = "[1, 10000]")
        int negatives,

        @Option(
                value =
                        "What a softmax takes from an item's scores, since items that are sampled more often are more often"
                                + " taken for negatives: the logarithm of the probability with which it is sampled, or nothing.",
                defaultValue = "sampling-probability")
        LogQ logQ,

        @Option(value = "Whether a softmax leaves out negatives that are the positive itself.", defaultValue = "mask")
        AccidentalHits accidentalHits,

        @Option(value = "How negatives are drawn.", defaultValue = "{}")
        NegativeSamplingOptions negativeSampling)
        implements ModelOptions {

    public DssmOptions {
        userTower = List.copyOf(userTower);
        itemTower = List.copyOf(itemTower);
        userFeatures = List.copyOf(userFeatures);
        itemFeatures = List.copyOf(itemFeatures);
        if (loss != DssmLoss.POINT_WISE && loss != DssmLoss.SAMPLED_SOFTMAX) {
            checkNothingOfEachSample(negativeSampling);
        }
        checkPool(negativeSampling, negatives);
        boolean isCorrected = loss == DssmLoss.SAMPLED_SOFTMAX && logQ == LogQ.SAMPLING_PROBABILITY;
        Check.that(
                !isCorrected
                        || (negativeSampling.pool() == 0
                                && negativeSampling.column().isEmpty()),
                "log-q is sampling-probability, which negatives of negative-sampling.pool and .column do not have: set log-q"
                        + " to none");
    }

    private static void checkNothingOfEachSample(NegativeSamplingOptions sampling) {
        Check.that(
                sampling.shown() == 0
                        && sampling.pool() == 0
                        && sampling.column().isEmpty()
                        && sampling.drawn() == DrawTime.EACH_EPOCH,
                "negative-sampling.shown, .pool, .column and drawn: once are for negatives of each sample: set loss to"
                        + " point-wise or sampled-softmax");
    }

    private static void checkPool(NegativeSamplingOptions sampling, int negatives) {
        Check.that(
                sampling.pool() == 0 || sampling.pool() > negatives,
                "negative-sampling.pool must be 0 or more than negatives, %d, but is %d",
                negatives,
                sampling.pool());
        Check.that(
                sampling.shown() <= Math.max(negatives, sampling.pool()),
                "negative-sampling.shown must be at most negatives, %d, but is %d",
                negatives,
                sampling.shown());
    }
}
