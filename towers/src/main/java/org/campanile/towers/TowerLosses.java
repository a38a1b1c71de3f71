package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.loss.CandidateLoss;
import org.campanile.core.loss.CandidateScores;
import org.campanile.core.loss.HardestNegatives;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.PointWiseLoss;
import org.campanile.core.loss.SampledSoftmax;
import org.campanile.core.loss.SharedSampledSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.model.ModelContext;
import org.campanile.core.negative.ItemDistribution;
import org.campanile.core.negative.NegativeDistribution;
import org.campanile.core.negative.UserItems;

/** Makes the loss that the options of a DSSM ask for. */
final class TowerLosses {
    private static final float[] NO_CORRECTION = new float[0];

    private final DssmOptions options;
    private final TowerNegatives negatives;
    private final SampleKeys keys;
    private final int threads;
    private final int vectorSize;

    private TowerLosses(ModelContext context, TowerNegatives negatives, int vectorSize) {
        this.options = (DssmOptions) context.options();
        this.negatives = negatives;
        this.keys = SampleKeys.of(context.schema());
        this.threads = context.threads();
        this.vectorSize = vectorSize;
    }

    static TowerLoss create(ModelContext context, TowerNegatives negatives, int vectorSize) {
        return new TowerLosses(context, negatives, vectorSize).create();
    }

    private TowerLoss create() {
        return switch (options.loss()) {
            case POINT_WISE -> ownNegatives(() -> new PointWiseLoss(candidates(), 1 + options.negatives()));
            case SAMPLED_SOFTMAX -> ownNegatives(() -> new SampledSoftmax(options.accidentalHits(), candidates()));
            case SHARED_SAMPLED_SOFTMAX -> sharedNegatives();
            case IN_BATCH_SOFTMAX ->
                new InBatchNegatives(
                        keys,
                        choices(isCorrected() ? negatives.logFrequencies() : NO_CORRECTION, NO_CORRECTION),
                        inBatchSoftmax());
            case MIXED_SOFTMAX -> mixedNegatives();
        };
    }

    private TowerLoss ownNegatives(Supplier<CandidateLoss> losses) {
        Supplier<CandidateLoss> ofHardest = negatives.drawn() == options.negatives()
                ? losses
                : () -> new HardestNegatives(losses.get(), candidates(), options.negatives());
        return new OwnNegatives(
                negatives.ofEachSample(),
                ofHardest,
                new CandidateScores(candidates(), vectorSize, threads, options.temperature()));
    }

    private TowerLoss sharedNegatives() {
        ItemDistribution distribution = negatives.distribution();
        // Where all are equally probable, the same number would be taken from every score.
        boolean isUniform = options.negativeSampling().distribution() == NegativeDistribution.UNIFORM;
        float[] logQ = isCorrected() && !isUniform ? distribution.logProbabilities() : NO_CORRECTION;
        return new SharedNegatives(
                negatives.ofEachBatch(distribution),
                keys,
                choices(logQ, NO_CORRECTION),
                new SharedSampledSoftmax(vectorSize, threads, options.temperature()));
    }

    private TowerLoss mixedNegatives() {
        ItemDistribution distribution = negatives.distribution();
        return new MixedNegatives(
                negatives.ofEachBatch(distribution),
                keys,
                isCorrected()
                        ? choices(negatives.logFrequencies(), distribution.logProbabilities())
                        : choices(NO_CORRECTION, NO_CORRECTION),
                inBatchSoftmax());
    }

    /** Room for the items of a step; all have the same positives to leave out. */
    private Supplier<SoftmaxItems> choices(float[] logQ, float[] drawnLogQ) {
        UserItems excluded = negatives.excluded();
        return () -> new SoftmaxItems(options.accidentalHits(), logQ, drawnLogQ, excluded);
    }

    private InBatchSoftmax inBatchSoftmax() {
        return new InBatchSoftmax(vectorSize, threads, options.temperature());
    }

    private boolean isCorrected() {
        return options.logQ() == LogQ.SAMPLING_PROBABILITY;
    }

    /** Of each sample: its own item and those drawn for it. */
    private int candidates() {
        return 1 + negatives.drawn();
    }
}
