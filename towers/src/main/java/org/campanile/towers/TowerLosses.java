package org.campanile.towers;

import java.util.List;
import java.util.function.Supplier;
import org.campanile.core.CampanileException;
import org.campanile.core.loss.BayesianPersonalizedRanking;
import org.campanile.core.loss.CandidateLoss;
import org.campanile.core.loss.CandidateScores;
import org.campanile.core.loss.CrossBatchMemory;
import org.campanile.core.loss.HardestNegatives;
import org.campanile.core.loss.Hinge;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.PairLoss;
import org.campanile.core.loss.PairWiseLoss;
import org.campanile.core.loss.PointWiseLoss;
import org.campanile.core.loss.SampledSoftmax;
import org.campanile.core.loss.SharedSampledSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.loss.SquaredErrorLoss;
import org.campanile.core.loss.WeightedLoss;
import org.campanile.core.model.ModelContext;
import org.campanile.core.negative.ItemDistribution;
import org.campanile.core.negative.NegativeDistribution;
import org.campanile.core.negative.UserItems;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/** Makes the loss that the options of a model ask for. */
final class TowerLosses {
    private static final float[] NO_CORRECTION = new float[0];

    private final ModelContext context;
    private final TowerOptions options;
    private final TowerNegatives negatives;
    private final SampleKeys keys;
    private final int threads;
    private final int vectorSize;

    private TowerLosses(ModelContext context, TowerOptions options, TowerNegatives negatives, int vectorSize) {
        this.context = context;
        this.options = options;
        this.negatives = negatives;
        this.keys = SampleKeys.of(context.schema());
        this.threads = context.threads();
        this.vectorSize = vectorSize;
    }

    static TowerLoss create(ModelContext context, TowerOptions options, TowerNegatives negatives, int vectorSize) {
        return new TowerLosses(context, options, negatives, vectorSize).create();
    }

    private TowerLoss create() {
        return switch (options.loss()) {
            case POINT_WISE -> ownNegatives(() -> new PointWiseLoss(candidates(), 1 + options.negatives()));
            case SQUARED_ERROR -> ownNegatives(() -> new SquaredErrorLoss(candidates(), 1 + options.negatives()));
            case BPR -> ownNegatives(() -> pairWise(new BayesianPersonalizedRanking()));
            case HINGE -> ownNegatives(() -> pairWise(new Hinge(options.margin())));
            case SAMPLED_SOFTMAX -> ownNegatives(() -> new SampledSoftmax(options.accidentalHits(), candidates()));
            case SHARED_SAMPLED_SOFTMAX -> sharedNegatives();
            case IN_BATCH_SOFTMAX -> inBatchNegatives();
            case MIXED_SOFTMAX -> mixedNegatives();
            case FULL_SOFTMAX ->
                new CatalogueNegatives(parts(NO_CORRECTION, NO_CORRECTION), items(), inBatchSoftmax(items()));
        };
    }

    private PairWiseLoss pairWise(PairLoss loss) {
        return new PairWiseLoss(loss, options.accidentalHits(), candidates(), options.negatives());
    }

    private TowerLoss ownNegatives(Supplier<CandidateLoss> losses) {
        Supplier<CandidateLoss> ofHardest = negatives.drawn() == options.negatives()
                ? losses
                : () -> new HardestNegatives(losses.get(), candidates(), options.negatives());
        return new OwnNegatives(
                negatives.ofEachSample(),
                rewards(),
                context.schema().targets().hasWeight() ? () -> new WeightedLoss(ofHardest.get()) : ofHardest,
                new CandidateScores(candidates(), vectorSize, threads, options.temperature()));
    }

    private TowerLoss sharedNegatives() {
        ItemDistribution distribution = negatives.distribution();
        // Where all are equally probable, the same number would be taken from every score.
        boolean isUniform = options.negativeSampling().distribution() == NegativeDistribution.UNIFORM;
        float[] logQ = isCorrected() && !isUniform ? distribution.logProbabilities() : NO_CORRECTION;
        return new SharedNegatives(
                negatives.ofEachBatch(distribution),
                parts(logQ, NO_CORRECTION),
                new SharedSampledSoftmax(vectorSize, threads, options.temperature()));
    }

    private TowerLoss inBatchNegatives() {
        StreamingFrequencies frequencies = options.logQ() == LogQ.STREAMING_ESTIMATE
                ? new StreamingFrequencies(items(), options.frequencyEstimate(), batchSize())
                : null;
        float[] logQ = isCorrected() ? negatives.logFrequencies() : NO_CORRECTION;
        return new InBatchNegatives(parts(logQ, NO_CORRECTION), frequencies, inBatchSoftmax(batchSize()));
    }

    private TowerLoss mixedNegatives() {
        ItemDistribution distribution = negatives.distribution();
        return new MixedNegatives(
                negatives.ofEachBatch(distribution),
                isCorrected()
                        ? parts(negatives.logFrequencies(), distribution.logProbabilities())
                        : parts(NO_CORRECTION, NO_CORRECTION),
                inBatchSoftmax(batchSize() + options.negatives()));
    }

    /** What softmax steps are made from; all have the same positives to leave out. */
    private SoftmaxParts parts(float[] logQ, float[] drawnLogQ) {
        UserItems excluded = negatives.excluded();
        float strength = (float) options.logQStrength();
        return new SoftmaxParts(
                keys, () -> new SoftmaxItems(options.accidentalHits(), logQ, drawnLogQ, strength, excluded), rewards());
    }

    private Supplier<SampleRewards> rewards() {
        float[] weights = negatives.itemWeights();
        int label = label();
        return () -> new SampleRewards(label, weights);
    }

    /** The place of what is learnt among the samples' labels. */
    private int label() {
        List<String> labels = context.schema().targets().labels();
        if (options.target().isEmpty()) {
            return 0;
        }
        if (!labels.contains(options.target())) {
            throw new CampanileException("model.target names " + options.target()
                    + ", which is no label of the data set; it has " + String.join(", ", labels)
                    + ": name it in data.targets.further-labels and prepare the data again.");
        }
        return labels.indexOf(options.target());
    }

    /** @param most items of a batch at most */
    private InBatchSoftmax inBatchSoftmax(int most) {
        return new InBatchSoftmax(
                vectorSize,
                threads,
                options.temperature(),
                new CrossBatchMemory(options.crossBatchMemory(), most, vectorSize));
    }

    private int batchSize() {
        return context.training().batchSize();
    }

    private boolean isCorrected() {
        return options.logQ() == LogQ.SAMPLING_PROBABILITY;
    }

    /** Number of items with the unknown one. */
    private int items() {
        Schema schema = context.schema();
        return schema.vocabulary(schema.key(FeatureSide.ITEM).vocabulary()).size();
    }

    /** Of each sample: its own item and those drawn for it. */
    private int candidates() {
        return 1 + negatives.drawn();
    }
}
