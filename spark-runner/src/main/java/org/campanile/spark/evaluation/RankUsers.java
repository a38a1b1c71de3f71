package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.evaluation.CandidateReader;
import org.campanile.core.evaluation.Catalogue;
import org.campanile.core.evaluation.FullRanking;
import org.campanile.core.evaluation.RankingQuery;
import org.campanile.core.evaluation.ScorerMetrics;
import org.campanile.core.evaluation.Slicings;
import org.campanile.core.evaluation.VectorSpread;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.spark.bundle.TaskBundle;

/** One task: ranks for the users of a partition, with the model and with each baseline. */
record RankUsers(RankingTask task) implements FlatMapFunction<Iterator<Row>, RetrievalMetrics> {
    private static final long serialVersionUID = 1L;

    /** Users held in memory while one scorer after the other ranks for them. */
    private static final int USERS_AT_ONCE = 1024;

    @Override
    public Iterator<RetrievalMetrics> call(Iterator<Row> users) {
        RetrievalMetrics metrics = new RetrievalMetrics(task);
        if (users.hasNext()) {
            try (TaskBundle loaded = TaskBundle.open(task.bundle())) {
                rank(users, loaded.bundle(), metrics);
            }
        }
        return List.of(metrics).iterator();
    }

    private void rank(Iterator<Row> users, LoadedBundle loaded, RetrievalMetrics metrics) {
        Catalogue catalogue = catalogue(loaded.entities(), task);
        Slicings slicings = Slicings.read(task.configuration().slices(), loaded.entities(), catalogue);
        RetrievalModel model = (RetrievalModel) loaded.model();
        ModelInspection inspection = ModelInspection.of(loaded.manifest().version(), model, task.items());
        metrics.inspect(inspection);
        try (TaskScorers scorers = new TaskScorers(task, model, catalogue)) {
            while (users.hasNext()) {
                List<RankingQuery> some = metrics.counted(take(users), catalogue.candidates());
                if (metrics.model().users().users() == 0 && some.size() >= ModelInspection.LEAST_USERS) {
                    metrics.inspect(inspection.with(VectorSpread.ofUsers(model, some)));
                }
                scorers.model().rank(some.iterator(), ranking -> {
                    metrics.model().add(ranking, catalogue);
                    metrics.slices().add(ranking, slicings);
                });
                metrics.baselines()
                        .forEach((baseline, sums) -> rank(some, scorers.baseline(baseline), sums, catalogue));
            }
        }
    }

    /** What is known of the items of a data set, or of what a bundle keeps of it. */
    static Catalogue catalogue(PreparedDataset entities, RankingTask task) {
        long[] counts = entities.counts(entities.schema().key(FeatureSide.ITEM).vocabulary());
        return new Catalogue(
                counts, CandidateReader.read(entities, task.configuration().candidates()));
    }

    private static void rank(
            List<RankingQuery> users, FullRanking ranking, ScorerMetrics metrics, Catalogue catalogue) {
        ranking.rank(users.iterator(), user -> metrics.add(user, catalogue));
    }

    private static List<RankingQuery> take(Iterator<Row> users) {
        List<RankingQuery> queries = new ArrayList<>();
        while (users.hasNext() && queries.size() < USERS_AT_ONCE) {
            queries.add(UserInteractions.query(users.next()));
        }
        return queries;
    }
}
