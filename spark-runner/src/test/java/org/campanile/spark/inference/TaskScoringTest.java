package org.campanile.spark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.shard.Split;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.evaluation.EvaluationJob;
import org.campanile.spark.evaluation.EvaluationReport;
import org.campanile.spark.evaluation.RatedRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A model of several tasks is evaluated task by task and scores by all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskScoringTest {
    private EvaluationFixture fixture;
    private Dataset<Row> rows;

    @BeforeAll
    void prepare(@TempDir Path folder) {
        fixture = RatedRows.create(folder, 600, RatedRows.MODEL);
        rows = EvaluationFixture.spark()
                .read()
                .option("header", "true")
                .csv(folder.resolve("rated.csv").toString());
    }

    @Test
    void everyTaskHasMetricsUnderItsLabel() {
        EvaluationReport report =
                new EvaluationJob(EvaluationFixture.spark(), fixture.configuration()).run(fixture.bundle(), Split.TEST);
        assertThat(report.metrics())
                .containsKeys("label/auc", "stars/accuracy", "stars/macro_f1", "seconds/rmse", "seconds/mae");
        assertThat(report.baselines().get("constant")).containsKeys("label/log_loss", "seconds/rmse");
        // Seconds run evenly from 0 to 99: their deviation is 29, and an untrained model's error is about their size.
        assertThat(report.metrics().get("seconds/rmse")).isBetween(40.0, 75.0);
    }

    @Test
    void theScoreIsTheSumOfWhatTheTasksPredict() {
        List<Row> scored = new ScoreTable(EvaluationFixture.spark(), fixture.bundle())
                .score(rows)
                .select("score", "score_label", "score_stars", "score_seconds")
                .collectAsList();
        assertThat(scored).hasSize(600);
        for (Row row : scored) {
            List<Float> stars = row.getList(2);
            assertThat(stars).hasSize(3);
            assertThat(stars.get(0) + stars.get(1) + stars.get(2)).isCloseTo(1f, within(1e-5f));
            float expected = row.getFloat(1) + 0.5f * (stars.get(1) + 2 * stars.get(2)) + 0.1f * row.getFloat(3);
            assertThat(row.getFloat(0)).isCloseTo(expected, within(1e-5f));
        }
    }

    @Test
    void aColumnOfATaskIsNotReplaced() {
        ScoreTable table = new ScoreTable(EvaluationFixture.spark(), fixture.bundle());
        assertThatThrownBy(() -> table.score(rows.withColumnRenamed("stars", "score_stars")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The table has a column score_stars already: rename or drop it.");
    }
}
