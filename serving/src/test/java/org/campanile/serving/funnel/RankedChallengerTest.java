package org.campanile.serving.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.campanile.core.storage.FileStores;
import org.campanile.serving.funnel.Recommendations.Recommendation;
import org.campanile.serving.funnel.Recommendations.Source;
import org.campanile.serving.funnel.ServedExperiment.Challenger;
import org.campanile.serving.model.ServedRanking;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.serving.model.UserRequest;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An experiment whose challenger has a ranking model and whose current version has none. */
class RankedChallengerTest {
    private static final int USERS = 30;
    private static final Set<String> RETRIEVED = Set.of("v2", "v3", "v4", "v5"); // v1 is the history

    @TempDir
    private Path folder;

    /* Of a model that scores the users u0 to u29 with the items v1 to v5. */
    private ServedRanking ranking() throws IOException {
        List<String> lines = new ArrayList<>(List.of("user,item,stars"));
        for (int user = 0; user < USERS; user++) {
            for (int item = 1; item <= 5; item++) {
                lines.add("u" + user + ",v" + item + "," + (1 + (user + item) % 5));
            }
        }
        Path ratings = Files.write(folder.resolve("ratings.csv"), lines);
        return ServedRanking.open(
                FileStores.open(EvaluationFixture.create(
                                folder.resolve("ranking"),
                                """
                                source: table, format: csv, path: "%s", user: user, item: item, value: stars,
                                positives: {at-least: 4, below: negative}, split: {method: ratio}""".formatted(ratings),
                                "type: deepfm, embedding-dim: 4, mlp: [8]",
                                "")
                        .bundle()),
                2);
    }

    @Test
    void itsUsersGetTheOrderOfItsRankingModelAndTheOthersThatOfRetrieval() throws IOException {
        DeafListener listener = new DeafListener();
        Funnel funnel = new Funnel(new FunnelSettings(5, 5, 0, 0), ItemRules.NONE, listener);
        ServedRanking ranking = ranking();
        ServedRetrieval other = ServedRetrieval.open(SmallModel.write(folder, 2), 2);
        ServedVersion ranked = new ServedVersion(
                other, SmallModel.index(other.version()), ranking, new BatchSettings(2, 4, 100), listener);
        String id = other.version() + "+" + ranking.version();
        ServedVersion current = SmallModel.open(SmallModel.write(folder, 1), listener);
        Set<String> arms = new HashSet<>();
        try (ServedVersions versions = new ServedVersions(current);
                ServedExperiment experiment =
                        new ServedExperiment("ranker", 0, current.id(), new Challenger(ranked, .5), null)) {
            Traffic traffic = new Traffic(versions, Optional.of(experiment));
            for (int user = 0; user < USERS; user++) {
                UserRequest request = new UserRequest(Optional.of("u" + user), Map.of(), List.of("v1"));
                try (Turn turn = traffic.begin(request.user())) {
                    Recommendations found = funnel.recommend(
                            turn.version(),
                            new FunnelRequest(request, Set.of(), ItemRules.NONE, 4),
                            Deadline.after(Duration.ofMinutes(1)));

                    List<String> items =
                            found.items().stream().map(Recommendation::item).toList();
                    arms.add(turn.assignment().orElseThrow().arm());
                    if (turn.assignment().orElseThrow().arm().equals(id)) {
                        assertThat(turn.version().id()).isEqualTo(id);
                        assertThat(found.source()).isEqualTo(Source.RANKING);
                        assertThat(items).containsExactlyInAnyOrderElementsOf(RETRIEVED);
                        assertThat(scores(found)).isEqualTo(scores(ranking.score(request, items)));
                        assertThat(scores(found)).isSortedAccordingTo((a, b) -> Float.compare(b, a));
                    } else {
                        assertThat(found.source()).isEqualTo(Source.RETRIEVAL);
                        assertThat(items).containsExactly("v2", "v3", "v4", "v5");
                    }
                }
            }
        }
        assertThat(arms).containsExactlyInAnyOrder(id, current.id());
    }

    private static List<Float> scores(Recommendations found) {
        return found.items().stream().map(Recommendation::score).toList();
    }

    private static List<Float> scores(float[] scores) {
        return IntStream.range(0, scores.length).mapToObj(i -> scores[i]).toList();
    }
}
