package org.campanile.towers;

import java.util.function.Supplier;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.model.ModelContext;
import org.campanile.core.negative.DistributionSampler;
import org.campanile.core.negative.DrawKeys;
import org.campanile.core.negative.ExcludingSampler;
import org.campanile.core.negative.ItemDistribution;
import org.campanile.core.negative.ItemFrequencies;
import org.campanile.core.negative.NegativeDistribution;
import org.campanile.core.negative.NegativeSampler;
import org.campanile.core.negative.NegativeSamplers;
import org.campanile.core.negative.NegativeSamplingOptions;
import org.campanile.core.negative.RowLabel;
import org.campanile.core.negative.ShownItemsSampler;
import org.campanile.core.negative.Subsampling;
import org.campanile.core.negative.UserItems;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.schema.SequenceFeature;

/** Makes what draws negatives, as the options of a model ask for it. */
final class TowerNegatives {
    private final ModelContext context;
    private final TowerOptions options;
    private final NegativeSamplingOptions sampling;
    private final DrawKeys keys;
    private final SampleKeys samples;
    private final String itemVocabulary;

    TowerNegatives(ModelContext context, TowerOptions options) {
        Schema schema = context.schema();
        this.context = context;
        this.options = options;
        this.sampling = options.negativeSampling();
        this.keys = new DrawKeys(context.seed(), sampling.drawn());
        this.samples = SampleKeys.of(schema);
        this.itemVocabulary = schema.key(FeatureSide.ITEM).vocabulary();
    }

    /** For losses in which every sample has negatives of its own. */
    SampleDraws ofEachSample() {
        return new SampleDraws(sampler(), keys, drawn(), samples, listColumn(), logQStrength());
    }

    /** For losses in which the samples of a batch share their negatives. */
    BatchDraws ofEachBatch(ItemDistribution distribution) {
        return new BatchDraws(new DistributionSampler(distribution), keys, options.negatives());
    }

    /** Items drawn for each sample. */
    int drawn() {
        return Math.max(options.negatives(), sampling.pool());
    }

    ItemDistribution distribution() {
        int items = context.schema().vocabulary(itemVocabulary).size();
        return NegativeSamplers.distribution(sampling, items, context.itemCounts());
    }

    /** Of each user the items that are never negatives; of no users when any item may be one. */
    UserItems excluded() {
        return sampling.excludePositives() ? context.userItems().apply(RowLabel.POSITIVE) : UserItems.none(0);
    }

    /** Logarithms of the items' shares of the rows that are trained with. */
    float[] logFrequencies() {
        long[] counts = context.itemCounts().get();
        return sampling.subsampling() == 0
                ? ItemFrequencies.logProbabilities(counts)
                : ItemFrequencies.logProbabilities(counts, subsampling(counts));
    }

    /**
     * Weights of items by inverse propensity: with the item's share f of the training rows {@code f^-gamma}, divided by
     * its mean over the training rows; empty when all weigh the same.
     */
    float[] itemWeights() {
        double gamma = options.inversePropensity();
        if (gamma == 0) {
            return new float[0];
        }
        float[] logShares = logFrequencies();
        double mean = 0;
        double total = 0;
        for (float logShare : logShares) {
            mean += Math.exp((1 - gamma) * logShare);
            total += Math.exp(logShare);
        }
        float[] weights = new float[logShares.length];
        for (int item = 0; item < weights.length; item++) {
            weights[item] = (float) (Math.exp(-gamma * logShares[item]) * total / mean);
        }
        return weights;
    }

    /** Makes what decides which samples of a batch are trained with. */
    Supplier<SampleChoice> choices() {
        if (sampling.subsampling() == 0) {
            return () -> SampleChoice.ALL;
        }
        Subsampling subsampling = subsampling(context.itemCounts().get());
        return () -> new ThinnedSamples(subsampling, samples);
    }

    private Subsampling subsampling(long[] counts) {
        return new Subsampling(counts, sampling.subsampling(), context.seed());
    }

    private NegativeSampler sampler() {
        UserItems excluded = excluded();
        NegativeSampler sampler = sampling.excludePositives()
                ? new ExcludingSampler(distribution(), excluded)
                : new DistributionSampler(distribution());
        if (sampling.shown() == 0) {
            return sampler;
        }
        UserItems shown = context.userItems().apply(RowLabel.NEGATIVE);
        UserItems negatives = sampling.excludePositives() ? shown.without(excluded) : shown;
        return new ShownItemsSampler(sampler, negatives, sampling.shown(), drawn());
    }

    /** 0 where nothing is corrected: a number that is the same for every candidate drops out of a softmax. */
    private float logQStrength() {
        boolean areAlike = sampling.distribution() == NegativeDistribution.UNIFORM
                && !sampling.excludePositives()
                && sampling.shown() == 0;
        boolean isCorrected = options.loss() == RetrievalLoss.SAMPLED_SOFTMAX
                && options.logQ() == LogQ.SAMPLING_PROBABILITY
                && !areAlike;
        return isCorrected ? (float) options.logQStrength() : 0f;
    }

    private int listColumn() {
        if (sampling.column().isEmpty()) {
            return SampleDraws.NO_LIST;
        }
        ColumnSet columns = ColumnSet.ofSamples(context.schema());
        for (int column = 0; column < columns.sequences().size(); column++) {
            SequenceFeature feature = columns.sequences().get(column);
            if (feature.name().equals(sampling.column()) && feature.vocabulary().equals(itemVocabulary)) {
                return column;
            }
        }
        throw new CampanileException("model.negative-sampling.column names " + sampling.column()
                + ", which is no sequence of items in the samples' rows; the sequences there are "
                + columns.sequences().stream().map(SequenceFeature::name).toList() + ".");
    }
}
