package org.campanile.spark.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.campanile.core.shard.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way from raw files to metrics. The expected numbers were computed by other code, written apart from this, in
 * Python; they need MovieLens latest-small in the folder named by the system property {@code campanile.shared.data}.
 */
class MostPopularReferenceTest {

    @Test
    void mostPopularOnMovieLensReproducesTheReferenceNumbers(@TempDir Path folder) {
        String shared = System.getProperty("campanile.shared.data", "");
        Path raw = Path.of(shared, "ml-latest-small").toAbsolutePath().normalize();
        assumeTrue(!shared.isEmpty() && Files.exists(raw.resolve("ratings.csv")), () -> "there is no " + raw);
        EvaluationFixture fixture = EvaluationFixture.create(
                folder,
                "source: movielens, path: \"" + raw + "\"",
                "type: dssm, embedding-dim: 8, user-tower: [8], item-tower: [8], output-dim: 8",
                "top-k: [10, 50]");

        EvaluationReport report =
                new EvaluationJob(EvaluationFixture.spark(), fixture.configuration()).run(fixture.bundle(), Split.TEST);

        Map<String, Double> mostPopular = report.baselines().get("most-popular");
        assertThat(report.count()).isEqualTo(610);
        assertThat(rounded(mostPopular.get("hit_rate_at_10"))).isEqualTo("0.0410");
        assertThat(rounded(mostPopular.get("ndcg_at_10"))).isEqualTo("0.0188");
        assertThat(rounded(mostPopular.get("hit_rate_at_50"))).isEqualTo("0.1098");
        assertThat(rounded(mostPopular.get("ndcg_at_50"))).isEqualTo("0.0339");
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
