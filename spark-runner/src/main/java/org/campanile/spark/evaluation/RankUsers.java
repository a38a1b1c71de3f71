package org.campanile.spark.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.config.EvaluationConfiguration.Baseline;
import org.campanile.core.evaluation.FullRanking;
import org.campanile.core.evaluation.ItemScorer;
import org.campanile.core.evaluation.PopularityScorer;
import org.campanile.core.evaluation.RankingQuery;
import org.campanile.core.evaluation.VectorScorer;
import org.campanile.core.metric.RankingMetrics;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.schema.FeatureSide;
import org.campanile.spark.bundle.TaskBundle;

/**
 * One task: ranks for the users of a partition, with the model and with each baseline.
 *
 * @param bundle location of the bundle
 */
record RankUsers(String bundle, List<Integer> topK, List<Baseline> baselines)
        implements FlatMapFunction<Iterator<Row>, RetrievalMetrics> {
    private static final long serialVersionUID = 1L;

    /** Users held in memory while one scorer after the other ranks for them. */
    private static final int USERS_AT_ONCE = 1024;

    @Override
    public Iterator<RetrievalMetrics> call(Iterator<Row> users) {
        if (!users.hasNext()) {
            return Collections.emptyIterator();
        }
        try (TaskBundle loaded = TaskBundle.open(bundle)) {
            return List.of(rank(users, loaded.bundle())).iterator();
        }
    }

    private RetrievalMetrics rank(Iterator<Row> users, LoadedBundle loaded) {
        RetrievalMetrics metrics = new RetrievalMetrics(topK, baselines);
        long[] counts = loaded.entities()
                .counts(loaded.manifest().schema().key(FeatureSide.ITEM).vocabulary());
        try (ItemScorer model = new VectorScorer((RetrievalModel) loaded.model(), counts.length);
                ItemScorer popularity = new PopularityScorer(counts)) {
            while (users.hasNext()) {
                List<RankingQuery> some = take(users);
                rank(some, model, metrics.model());
                metrics.baselines().forEach((baseline, sums) -> rank(some, popularity, sums));
            }
        }
        return metrics;
    }

    private void rank(List<RankingQuery> users, ItemScorer scorer, RankingMetrics metrics) {
        try (FullRanking ranking = new FullRanking(scorer, Collections.max(topK))) {
            ranking.rank(users.iterator(), user -> metrics.add(user.ranks()));
        }
    }

    private static List<RankingQuery> take(Iterator<Row> users) {
        List<RankingQuery> queries = new ArrayList<>();
        while (users.hasNext() && queries.size() < USERS_AT_ONCE) {
            queries.add(UserInteractions.query(users.next()));
        }
        return queries;
    }
}
