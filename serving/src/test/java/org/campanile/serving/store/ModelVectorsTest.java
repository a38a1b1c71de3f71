package org.campanile.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.storage.FileStores;
import org.campanile.core.storage.LocalFileStore;
import org.campanile.serving.model.RetrievalBundles;
import org.campanile.serving.model.ServedRetrieval;
import org.campanile.serving.model.UserRequest;
import org.campanile.spark.evaluation.EvaluationFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelVectorsTest {
    private static final ExportSettings SETTINGS = new ExportSettings(16, 1, 3);

    /* Prepared once for both models. */
    @TempDir
    private static Path prepared;

    private static RetrievalBundles bundles;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() {
        bundles = new RetrievalBundles(prepared, "users: 40, items: 30, interactions-per-user: 6");
    }

    private ServedRetrieval model(String options) {
        EvaluationFixture fixture = bundles.write(options, folder.resolve("bundle"));
        return ServedRetrieval.open(FileStores.open(fixture.bundle()), 1);
    }

    @Test
    void itemsAndUsersOfAModelAreExported() {
        LocalFileStore items = new LocalFileStore(folder.resolve("items"));
        LocalFileStore users = new LocalFileStore(folder.resolve("users"));
        try (ServedRetrieval model = model(RetrievalBundles.DSSM)) {
            export(model, VectorKind.ITEMS, items);
            ExportReport report = export(model, VectorKind.USERS, users);
            assertThat(report.recall()).isNaN();

            String id = model.items().id(5);
            float[] vector = new float[8];
            try (ItemVectors vectors = model.itemVectors()) {
                vectors.get(5, vector);
            }
            VectorSet set = new VectorSet(
                    model.version(), VectorKind.ITEMS, 8, model.items().size() - 1);
            StoredVersion stored = new ParquetStore(items).open(set);
            assertThat(stored.count()).isEqualTo(set.rows());
            assertThat(stored.fetch(List.of(id, ""))).containsExactly(vector, new float[0]);

            String user = ModelVectors.of(model, VectorKind.USERS).read(2, 1).id(0);
            assertThat(new ParquetStore(users).open(report.set()).fetch(List.of(user)))
                    .containsExactly(model.userVectors(UserRequest.ofUser(user)).vector(0));
        }
    }

    private static ExportReport export(ServedRetrieval model, VectorKind kind, LocalFileStore to) {
        try (ModelVectors vectors = ModelVectors.of(model, kind);
                VectorStore store = new ParquetStore(to)) {
            return new ExportJob(vectors, store, SETTINGS).run();
        }
    }

    @Test
    void vectorsMadeOfHistoriesAreNotExported() {
        try (ServedRetrieval model = model(RetrievalBundles.MIND)) {
            assertThatThrownBy(() -> ModelVectors.of(model, VectorKind.USERS))
                    .isInstanceOf(CampanileException.class)
                    .hasMessageContaining("makes the vector of a user of what the user took last");
        }
    }
}
