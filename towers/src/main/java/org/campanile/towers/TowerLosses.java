package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.loss.CandidateLoss;
import org.campanile.core.loss.CandidateScores;
import org.campanile.core.loss.InBatchSoftmax;
import org.campanile.core.loss.PointWiseLoss;
import org.campanile.core.loss.SampledSoftmax;
import org.campanile.core.loss.SharedSampledSoftmax;
import org.campanile.core.loss.SoftmaxItems;
import org.campanile.core.model.ModelContext;
import org.campanile.core.negative.ItemFrequencies;
import org.campanile.core.negative.NegativeSampler;
import org.campanile.core.negative.UniformNegativeSampler;
import org.campanile.core.schema.CategoricalFeature;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;

/** Makes the loss that the options of a DSSM ask for. */
final class TowerLosses {
    /*
     * Negatives are drawn uniformly, so log q is the same for every drawn item. It drops out of a softmax in which it is
     * taken from every score.
     */
    private static final float[] UNIFORM = new float[0];

    private final DssmOptions options;
    private final ModelContext context;
    private final CategoricalFeature itemKey;
    private final int itemColumn;
    private final int vectorSize;

    private TowerLosses(ModelContext context, int vectorSize) {
        Schema schema = context.schema();
        this.options = (DssmOptions) context.options();
        this.context = context;
        this.itemKey = schema.key(FeatureSide.ITEM);
        this.itemColumn = ColumnSet.of(schema.rowFeatures()).categoricalColumn(itemKey.name());
        this.vectorSize = vectorSize;
    }

    static TowerLoss create(ModelContext context, int vectorSize) {
        return new TowerLosses(context, vectorSize).create();
    }

    private TowerLoss create() {
        return switch (options.loss()) {
            case POINT_WISE -> ownNegatives(() -> new PointWiseLoss(candidates()));
            case SAMPLED_SOFTMAX ->
                ownNegatives(() -> new SampledSoftmax(options.accidentalHits(), UNIFORM, candidates()));
            case SHARED_SAMPLED_SOFTMAX ->
                new SharedNegatives(
                        sampler(),
                        options.negatives(),
                        itemColumn,
                        () -> new SoftmaxItems(options.accidentalHits(), UNIFORM),
                        new SharedSampledSoftmax(vectorSize, context.threads(), options.temperature()));
            case IN_BATCH_SOFTMAX -> {
                float[] logQ = inBatchLogQ();
                yield new InBatchNegatives(
                        itemColumn,
                        () -> new SoftmaxItems(options.accidentalHits(), logQ),
                        new InBatchSoftmax(vectorSize, context.threads(), options.temperature()));
            }
        };
    }

    private TowerLoss ownNegatives(Supplier<CandidateLoss> losses) {
        CandidateScores scores =
                new CandidateScores(candidates(), vectorSize, context.threads(), options.temperature());
        return new OwnNegatives(sampler(), options.negatives(), itemColumn, losses, scores);
    }

    /** Of each sample: its own item and its negatives. */
    private int candidates() {
        return 1 + options.negatives();
    }

    private NegativeSampler sampler() {
        int items = context.schema().vocabulary(itemKey.vocabulary()).size();
        return new UniformNegativeSampler(items, context.seed());
    }

    private float[] inBatchLogQ() {
        return switch (options.logQ()) {
            case NONE -> UNIFORM;
            case ITEM_FREQUENCY ->
                ItemFrequencies.logProbabilities(context.itemCounts().get());
        };
    }
}
