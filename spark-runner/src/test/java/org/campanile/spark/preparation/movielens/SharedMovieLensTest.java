package org.campanile.spark.preparation.movielens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.open;
import static org.campanile.spark.preparation.PreparationFixture.spark;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.spark.preparation.PreparationJob;
import org.campanile.spark.preparation.PreparationReport;
import org.campanile.spark.preparation.RawInteractions;
import org.campanile.spark.preparation.RowTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real MovieLens latest-small, where a machine has it. */
class SharedMovieLensTest {
    @TempDir
    Path folder;

    @Test
    void latestSmallHasItsPublishedNumbers() {
        Path raw = Path.of(System.getProperty("campanile.shared.data", ""), "ml-latest-small");
        assumeTrue(Files.isDirectory(raw), "there is no " + raw);

        PreparationReport report = new PreparationJob(
                        spark(),
                        configuration("source: movielens", "path: " + raw, "prepared: " + folder.resolve("prepared")))
                .run();

        assertThat(report.rows().read()).isEqualTo(100_836);
        assertThat(report.rows().used()).isEqualTo(100_836);
        assertThat(report.rows().duplicates()).isZero();
        assertThat(report.rows().rejected()).isEmpty();
        assertThat(report.users()).isEqualTo(610);
        assertThat(report.items())
                .as("of 9,742 movies, those that anybody has rated")
                .isEqualTo(9724);
        assertThat(report.splits())
                .as("every user has at least 20 ratings")
                .isEqualTo(Map.of("train", 100_836L - 2 * 610, "validation", 610L, "test", 610L));
        assertThat(report.leakage().values()).containsOnly(0L);

        PreparedDataset dataset = open(report);
        dataset.verify();
        EntityFeatures items = dataset.entities(FeatureSide.ITEM);
        assertThat(items.size()).isEqualTo(9725);
        assertThat(dataset.schema().vocabulary("genres").size())
                .as("19 genres and the unknown one")
                .isEqualTo(20);
        assertThat(java.util.Arrays.stream(dataset.counts("item")).sum()).isEqualTo(99_616);
        assertThat(dataset.manifest().train()).hasSize(4);
    }

    @Test
    void latestSmallHasItsTags() {
        Path raw = Path.of(System.getProperty("campanile.shared.data", ""), "ml-latest-small");
        assumeTrue(Files.isDirectory(raw), "there is no " + raw);

        RawInteractions interactions = (RawInteractions)
                new MovieLensSource().open(spark(), configuration("source: movielens", "path: " + raw, "tags: 5"));
        Dataset<Row> movies =
                interactions.entities(FeatureSide.ITEM).orElseThrow().rows();

        assertThat(movies.count()).as("no tag of another movie").isEqualTo(9742);
        assertThat(movies.filter("tags is not null").count()).isEqualTo(1572);
        assertThat(movies.selectExpr("sum(size(tags)) filter (where tags is not null)")
                        .first()
                        .getLong(0))
                .as("counted from the file: of each movie at most five different tags in lower case")
                .isEqualTo(2834);
        assertThat(RowTexts.of(movies.filter("key = '296'").select("tags")))
                .as("each of them given twice, first by the alphabet")
                .containsExactly("[cult film;drugs;good dialogue;great soundtrack;hit men]");
    }
}
