package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.config.AlsConfiguration;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.Catalogue;
import org.campanile.core.evaluation.FactorScorer;
import org.campanile.core.evaluation.FullRanking;
import org.campanile.core.evaluation.HistoryScorer;
import org.campanile.core.evaluation.ItemScorer;
import org.campanile.core.evaluation.NegativeSample;
import org.campanile.core.evaluation.PopularityScorer;
import org.campanile.core.evaluation.RankingSettings;
import org.campanile.core.evaluation.VectorScorer;
import org.campanile.core.model.RetrievalModel;
import org.campanile.spark.SharedResources;

/** What one task ranks with: the model and the baselines. Used by one thread, which closes it. */
final class TaskScorers implements AutoCloseable {
    private final RankingTask task;
    private final Catalogue catalogue;
    private final RankingSettings settings;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final FullRanking model;
    private final Map<Baseline, FullRanking> baselines = new EnumMap<>(Baseline.class);

    TaskScorers(RankingTask task, RetrievalModel model, Catalogue catalogue) {
        this.task = task;
        this.catalogue = catalogue;
        this.settings = new RankingSettings(
                task.configuration().topK().stream().mapToInt(k -> k).max().orElseThrow(),
                catalogue.candidates(),
                new NegativeSample(task.configuration().sampled(), task.sampleSeed()));
        try {
            this.model = ranking(new VectorScorer(model, task.items()));
            task.baselines().forEach(baseline -> baselines.put(baseline, ranking(scorer(baseline))));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    FullRanking model() {
        return model;
    }

    FullRanking baseline(Baseline baseline) {
        FullRanking ranking = baselines.get(baseline);
        if (ranking == null) {
            throw new IllegalArgumentException("no baseline " + baseline);
        }
        return ranking;
    }

    private ItemScorer scorer(Baseline baseline) {
        return switch (baseline) {
            case MOST_POPULAR -> new PopularityScorer(catalogue.popularity());
            case ITEM_KNN -> new HistoryScorer(held(BaselineModels.neighbours(task)));
            case EASE -> new HistoryScorer(held(BaselineModels.ease(task)));
            case ALS -> {
                AlsConfiguration als = task.configuration().als();
                yield new FactorScorer(held(BaselineModels.factors(task)), als.alpha(), als.lambda());
            }
        };
    }

    private <T> T held(SharedResources.Lease<T> lease) {
        opened.add(lease.release()::run);
        return lease.value();
    }

    private FullRanking ranking(ItemScorer scorer) {
        opened.add(scorer);
        FullRanking ranking = new FullRanking(scorer, settings);
        opened.add(ranking);
        return ranking;
    }

    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            close(opened.get(i));
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(resource + " cannot be closed", e);
        }
    }
}
