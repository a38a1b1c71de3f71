package org.campanile.core.bundle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.math.FloatMatrix;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RetrievalModel;
import org.campanile.core.model.UserQueries;
import org.campanile.core.storage.FileStore;
import org.campanile.core.transform.RowTransform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions to a model in raw values whose answers were written into its bundle by the code that trained it. Code that
 * answers them otherwise, because its transform, its arithmetic or its tables have changed, must not serve the model.
 */
public final class GoldenQueries {
    /*
     * Processors add up in different orders, which changes the last of the seven digits. What is wrong in earnest, another
     * row of a table or another scale of a number, changes the first ones.
     */
    private static final float TOLERANCE = 1e-3f;

    private static final Logger LOG = LoggerFactory.getLogger(GoldenQueries.class);

    private GoldenQueries() {}

    /**
     * Asks a loaded model what its bundle asks.
     *
     * @throws CampanileException naming the first query that is answered otherwise
     */
    public static void check(FileStore folder, LoadedBundle bundle) {
        if (bundle.manifest().files().stream().noneMatch(file -> file.path().equals(GoldenFile.NAME))) {
            LOG.warn("{} has no golden queries: it was written by an earlier Campanile", folder.root());
            return;
        }
        List<GoldenQuery> queries = GoldenFile.read(folder);
        List<GoldenQuery> answered = answer(bundle, queries);
        for (int i = 0; i < queries.size(); i++) {
            requireSame(folder, bundle, queries.get(i), answered.get(i).answer());
        }
    }

    private static void requireSame(FileStore folder, LoadedBundle bundle, GoldenQuery query, List<Float> answer) {
        List<Float> expected = query.answer();
        boolean same = expected.size() == answer.size();
        for (int i = 0; same && i < expected.size(); i++) {
            float tolerance = TOLERANCE * Math.max(1f, Math.abs(expected.get(i)));
            same = Math.abs(expected.get(i) - answer.get(i)) <= tolerance;
        }
        if (!same) {
            throw new CampanileException(
                    ("The model in %s (version %s) answers otherwise than when it was written: for %s"
                                    + " it gave %s, but gives %s now; use the version of Campanile that wrote it (%s), or train it"
                                    + " again.")
                            .formatted(
                                    folder.root(),
                                    bundle.manifest().version(),
                                    query.question(),
                                    expected,
                                    answer,
                                    bundle.manifest().software().getOrDefault("campanile", "unknown")));
        }
    }

    /** The queries with the model's answers. */
    static List<GoldenQuery> answer(LoadedBundle bundle, List<GoldenQuery> queries) {
        Set<String> texts = texts(queries);
        if (bundle.model() instanceof RetrievalModel model) {
            return answer(model, RawUsers.read(bundle.entities(), texts::contains), queries);
        }
        return answer(new RowScorer((RankingModel) bundle.model(), transform(bundle, texts::contains)), queries);
    }

    private static RowTransform transform(LoadedBundle bundle, Predicate<String> wanted) {
        return bundle.entities().rowTransform(bundle.entities().rowColumns(), wanted);
    }

    /* Each alone, as a service is asked. */
    private static List<GoldenQuery> answer(RetrievalModel model, RawUsers users, List<GoldenQuery> queries) {
        List<GoldenQuery> answered = new ArrayList<>();
        UserQueries user = new UserQueries();
        float[] numbers = new float[model.interests() * model.vectorSize()];
        try (FloatMatrix vectors = new FloatMatrix(model.interests(), model.vectorSize())) {
            for (GoldenQuery query : queries) {
                user.clear();
                users.addTo(user, query.user(), query.history(), query.row());
                model.userVectors(user, vectors);
                vectors.buffer().get(0, numbers);
                answered.add(query.answered(numbers, 0, numbers.length));
            }
        }
        return answered;
    }

    private static List<GoldenQuery> answer(RowScorer scorer, List<GoldenQuery> queries) {
        List<GoldenQuery> answered = new ArrayList<>();
        for (GoldenQuery query : queries) {
            answered.add(query.answered(scorer.predict(List.of(query.row())), 0, scorer.outputs()));
        }
        return answered;
    }

    /** All texts that occur in the queries. */
    private static Set<String> texts(List<GoldenQuery> queries) {
        Set<String> texts = new HashSet<>();
        for (GoldenQuery query : queries) {
            if (query.user() != null) {
                texts.add(query.user());
            }
            texts.addAll(query.history());
            query.row().values().stream()
                    .flatMap(value -> value instanceof Collection<?> values ? values.stream() : Stream.of(value))
                    .forEach(value -> texts.add(String.valueOf(value)));
        }
        return texts;
    }
}
