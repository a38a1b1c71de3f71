package org.campanile.spark.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.Candidates;
import org.campanile.core.evaluation.RankingQuery;
import org.campanile.core.evaluation.ScorerMetrics;
import org.campanile.core.evaluation.SliceMetrics;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of an evaluation measured of a model and of its baselines, over the same users. Mutable; used by one thread
 * at a time.
 */
final class RetrievalMetrics implements Serializable {
    private static final long serialVersionUID = 2L;

    private final ScorerMetrics model;
    private final LinkedHashMap<Baseline, ScorerMetrics> baselines = new LinkedHashMap<>();
    private final SliceMetrics slices;
    private long relevant;
    private long repeated;
    private long noCandidates;
    private long withoutHistory;
    private @Nullable ModelInspection inspection;

    RetrievalMetrics(RankingTask task) {
        this.model = task.newScorerMetrics();
        this.slices = task.newSliceMetrics();
        task.baselines().forEach(baseline -> baselines.put(baseline, task.newScorerMetrics()));
    }

    ScorerMetrics model() {
        return model;
    }

    Map<Baseline, ScorerMetrics> baselines() {
        return baselines;
    }

    SliceMetrics slices() {
        return slices;
    }

    /** Counts what is to be found; returns the users to whom a candidate is relevant. */
    List<RankingQuery> counted(List<RankingQuery> queries, Candidates candidates) {
        List<RankingQuery> kept = new ArrayList<>();
        for (RankingQuery query : queries) {
            RankingQuery within = query.within(candidates);
            relevant += query.relevantCount();
            repeated += query.repeated();
            noCandidates += query.relevantCount() - within.relevantCount();
            if (within.relevantCount() > 0) {
                withoutHistory += query.historyLength() == 0 ? 1 : 0;
                kept.add(within);
            }
        }
        return kept;
    }

    /** Interactions to be found, whether their items are candidates or not. */
    long relevant() {
        return relevant;
    }

    /** Those of them whose item the user took before. */
    long repeated() {
        return repeated;
    }

    /** Those of them whose item is no candidate. */
    long noCandidates() {
        return noCandidates;
    }

    /** Users of whom nothing is known that they took before. */
    long withoutHistory() {
        return withoutHistory;
    }

    /** Notes what the task saw of its model. */
    void inspect(ModelInspection seen) {
        inspection = seen;
    }

    /** What one of the tasks saw of the model. */
    Optional<ModelInspection> inspection() {
        return Optional.ofNullable(inspection);
    }

    /**
     * Adds what another task measured.
     *
     * @throws CampanileException when it had another version of the model
     */
    RetrievalMetrics merge(RetrievalMetrics other) {
        model.merge(other.model);
        slices.merge(other.slices);
        baselines.replaceAll((baseline, own) -> merged(own, other.baselines.get(baseline)));
        relevant += other.relevant;
        repeated += other.repeated;
        noCandidates += other.noCandidates;
        withoutHistory += other.withoutHistory;
        inspection = same(inspection, other.inspection);
        return this;
    }

    private static ScorerMetrics merged(ScorerMetrics own, @Nullable ScorerMetrics other) {
        if (other != null) {
            own.merge(other);
        }
        return own;
    }

    private static @Nullable ModelInspection same(@Nullable ModelInspection own, @Nullable ModelInspection other) {
        if (own == null || other == null) {
            return own == null ? other : own;
        }
        if (!own.version().equals(other.version())) {
            throw new CampanileException("The model bundle was replaced (version " + own.version() + " by "
                    + other.version() + ") while it was evaluated: evaluate it again.");
        }
        return own.users() == null ? other : own;
    }
}
