package org.campanile.spark.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.Batch;
import org.campanile.core.bundle.LoadedBundle;
import org.campanile.core.bundle.ModelBundle;
import org.campanile.core.model.RankingModel;
import org.campanile.core.sampling.World;
import org.campanile.core.shard.Split;
import org.campanile.core.storage.FileStores;
import org.campanile.core.stream.BatchStream;
import org.campanile.core.stream.ReaderState;
import org.campanile.core.stream.SequentialReader;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.campanile.spark.preparation.Configurations;
import org.campanile.spark.preparation.RawExamples;
import org.campanile.spark.preparation.synthetic.SyntheticClicksSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScoreTableTest {
    private EvaluationFixture fixture;
    private Dataset<Row> raw;

    @BeforeAll
    void prepare(@TempDir Path folder) {
        fixture = EvaluationFixture.create(
                folder,
                "source: synthetic-clicks, rows: 5000, split: {method: ratio}",
                "type: deepfm, embedding-dim: 4, mlp: [8]",
                "");
        RawExamples examples =
                (RawExamples) new SyntheticClicksSource().open(EvaluationFixture.spark(), fixture.configuration());
        raw = examples.rows();
    }

    @Test
    void rawRowsGetTheScoresOfTheirPreparedSamples() {
        Dataset<Row> scored = new ScoreTable(EvaluationFixture.spark(), fixture.bundle()).score(raw);
        List<Float> scores = new ArrayList<>();
        scored.collectAsList().forEach(row -> scores.add(row.getAs(ScoreTable.SCORE)));
        List<Float> expected = predictionsOfAllParts();
        scores.sort(null);
        expected.sort(null);
        assertThat(scores).hasSameSizeAs(expected);
        for (int i = 0; i < scores.size(); i++) {
            assertThat(scores.get(i)).isCloseTo(expected.get(i), within(1e-6f));
        }
    }

    private List<Float> predictionsOfAllParts() {
        List<Float> predictions = new ArrayList<>();
        float[] probabilities = new float[500];
        try (LoadedBundle bundle = ModelBundle.load(FileStores.open(fixture.bundle()), Configurations.reader())) {
            for (Split split : List.of(Split.TRAIN, Split.VALIDATION, Split.TEST)) {
                SequentialReader reader = new SequentialReader(fixture.dataset(), split, new World(0, 1), 500);
                try (BatchStream batches = reader.open(new ReaderState(0, 0))) {
                    for (@Nullable Batch batch = batches.next(); batch != null; batch = batches.next()) {
                        ((RankingModel) bundle.model()).predict(batch, probabilities);
                        for (int row = 0; row < batch.size(); row++) {
                            predictions.add(probabilities[row]);
                        }
                    }
                }
            }
        }
        return predictions;
    }

    @Test
    void theOrderOfColumnsAndFurtherOnesDoNotMatter() {
        Dataset<Row> turned =
                raw.select("c3", "label", "d1", "c0", "c1", "c2", "c4", "c5", "c6", "c7", "d3", "d2", "d0");
        ScoreTable table = new ScoreTable(EvaluationFixture.spark(), fixture.bundle());
        assertThat(sum(table.score(turned))).isCloseTo(sum(table.score(raw)), within(1e-6));
    }

    private static double sum(Dataset<Row> scored) {
        return scored.selectExpr("sum(score)").first().getDouble(0);
    }

    @Test
    void aMissingColumnIsNamed() {
        ScoreTable table = new ScoreTable(EvaluationFixture.spark(), fixture.bundle());
        assertThatThrownBy(() -> table.score(raw.select("d0", "d1", "d3", "c0", "c1", "c2", "c3", "c4", "c5", "c7")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The table lacks the columns [d2, c6] of which the model in " + fixture.bundle()
                        + " makes its features; it has [d0, d1, d3, c0, c1, c2, c3, c4, c5, c7].");
    }

    @Test
    void aScoreThatIsThereIsNotReplaced() {
        ScoreTable table = new ScoreTable(EvaluationFixture.spark(), fixture.bundle());
        assertThatThrownBy(() -> table.score(raw.withColumnRenamed("label", "score")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("The table has a column score already: rename or drop it.");
    }
}
