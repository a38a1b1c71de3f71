package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.campanile.core.shard.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way from raw files to metrics. The expected numbers were computed by other code, written apart from this, in
 * Python; they need the data sets in the folder named by the system property {@code campanile.shared.data}.
 */
class BaselineReferenceTest {

    @Test
    void baselinesOnMovieLensReproduceTheReferenceNumbers(@TempDir Path folder) {
        EvaluationReport report = evaluated(
                folder,
                "source: movielens, path: \"%s\"".formatted(shared("ml-latest-small", "ratings.csv")),
                "top-k: [10, 50], resamples: 0, item-knn: {neighbours: 0}");

        Map<String, Double> mostPopular = report.baselines().get("most-popular");
        assertThat(report.count()).isEqualTo(610);
        assertThat(rounded(mostPopular.get("hit_rate_at_10"))).isEqualTo("0.0410");
        assertThat(rounded(mostPopular.get("ndcg_at_10"))).isEqualTo("0.0188");
        assertThat(rounded(mostPopular.get("hit_rate_at_50"))).isEqualTo("0.1098");
        assertThat(rounded(mostPopular.get("ndcg_at_50"))).isEqualTo("0.0339");
        assertThat(rounded(report.baselines().get("item-knn").get("hit_rate_at_10")))
                .isEqualTo("0.0574");
        assertThat(rounded(report.baselines().get("item-knn").get("ndcg_at_10")))
                .isEqualTo("0.0263");
    }

    /** A given split, several items to be found of each user: the numbers are those of core's BaselineReferenceTest. */
    @Test
    void mostPopularOnAGivenSplitReproducesTheReferenceNumbers(@TempDir Path folder) {
        EvaluationReport report = evaluated(
                folder,
                "source: interactions, layout: lists, path: \"%s\", split: {method: provided}"
                        .formatted(shared("amazon-electronics", "train.txt")),
                "top-k: [20], resamples: 0, baselines: [most-popular]");

        Map<String, Double> mostPopular = report.baselines().get("most-popular");
        assertThat(report.count()).isEqualTo(1435);
        assertThat(rounded(mostPopular.get("recall_at_20"))).isEqualTo("0.0896");
        assertThat(rounded(mostPopular.get("ndcg_at_20"))).isEqualTo("0.0491");
    }

    /** Held-out users with a history, as in ComiRec's and PaddleRec's files, against counting in the text itself. */
    @Test
    void mostPopularOnHeldOutUsersIsThatOfCountingInTheText(@TempDir Path folder) throws IOException {
        Path raw = someUsers(shared("amazon-book-sample", "valid.txt"), folder.resolve("raw"));
        EvaluationReport report = evaluated(
                folder,
                "source: amazon-book, path: \"%s\", split: {method: provided}".formatted(raw),
                "top-k: [50], resamples: 0, baselines: [most-popular]");

        HeldOutUsers text = HeldOutUsers.read(raw);
        assertThat(report.count()).isEqualTo(text.users());
        assertThat(report.baselines().get("most-popular").get("recall_at_50"))
                .isEqualTo(text.recallOfMostPopular(50), within(1e-9));
    }

    /** The training file, and of the held-out users the first hundred as test part. */
    private static Path someUsers(Path full, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(full.resolve("train.txt"), folder.resolve("train.txt"));
        try (Stream<String> users = Files.lines(full.resolve("valid.txt"))) {
            Files.write(folder.resolve("test.txt"), users.limit(100).toList());
        }
        return folder;
    }

    private static Path shared(String name, String file) {
        String shared = System.getProperty("campanile.shared.data", "");
        Path raw = Path.of(shared, name).toAbsolutePath().normalize();
        assumeTrue(!shared.isEmpty() && Files.exists(raw.resolve(file)), () -> "there is no " + raw);
        return raw;
    }

    private static EvaluationReport evaluated(Path folder, String data, String evaluation) {
        EvaluationFixture fixture = EvaluationFixture.create(
                folder,
                data,
                "type: dssm, embedding-dim: 8, user-tower: [], item-tower: [], output-dim: 8",
                evaluation);
        return new EvaluationJob(EvaluationFixture.spark(), fixture.configuration()).run(fixture.bundle(), Split.TEST);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
