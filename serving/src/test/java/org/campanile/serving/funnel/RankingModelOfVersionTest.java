package org.campanile.serving.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStores;
import org.campanile.serving.model.ServedRanking;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ranking models may stand behind a retrieval model of the items v1 to v5. */
class RankingModelOfVersionTest {
    @TempDir
    private Path folder;

    private void refused(String data, String message) {
        String bundle = EvaluationFixture.create(
                        folder.resolve("ranking"), data, "type: deepfm, embedding-dim: 4, mlp: [8]", "")
                .bundle();
        ServedRetrieval retrieval = ServedRetrieval.open(SmallModel.write(folder, 1), 1);
        ServedRanking ranking = ServedRanking.open(FileStores.open(bundle), 1);
        PlainIndex index = SmallModel.index(retrieval.version());
        BatchSettings batches = new BatchSettings(1, 1, 1);

        assertThatThrownBy(() -> new ServedVersion(retrieval, index, ranking, batches, new DeafListener()))
                .isInstanceOf(CampanileException.class)
                .hasMessage(message.formatted(ranking.version(), retrieval.version(), bundle));
        assertThat(index.isClosed()).isTrue();
    }

    @Test
    void oneThatKnowsNoneOfTheItemsIsRefused() {
        refused(
                "source: synthetic-interactions, users: 40, items: 30, interactions-per-user: 8",
                "The ranking model of version %s knows none of the 5 items of the retrieval model of version %s: train both"
                        + " on the same items.");
    }

    @Test
    void oneWhoseSamplesNameNoItemIsRefused() {
        refused(
                "source: synthetic-clicks, rows: 2000, split: {method: ratio}",
                "Samples of the model in %3$s name no item, so that it cannot score items: train it on samples that do.");
    }
}
