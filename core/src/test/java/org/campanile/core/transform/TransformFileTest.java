package org.campanile.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformFileTest {
    @TempDir
    Path folder;

    private LocalFileStore store;

    @BeforeEach
    void open() {
        store = new LocalFileStore(folder);
    }

    @Test
    void everyTransformIsReadBackEqual() throws IOException {
        TransformInfo file = TransformFile.write(store, RowTransformTest.TRANSFORM);

        assertThat(TransformFile.read(store, file)).isEqualTo(RowTransformTest.TRANSFORM);
        assertThat(file.sha256()).isEqualTo(Checksums.sha256(store, file.path()));
        assertThat(file.bytes()).isEqualTo(Files.size(folder.resolve(file.path())));
    }

    @Test
    void theHashDependsOnEveryFittedNumber() {
        NumberTransform number =
                (NumberTransform) RowTransformTest.TRANSFORM.features().get(0);
        Rescaling other = new Rescaling(Shape.LINEAR, 4, Math.nextUp(2.0), 0.5);

        assertThat(hash(new NumberTransform(number.feature(), number.input(), other)))
                .isNotEqualTo(hash(number));
    }

    @Test
    void aChangedFileIsRefused() throws IOException {
        TransformInfo file = TransformFile.write(store, RowTransformTest.TRANSFORM);
        Path path = folder.resolve(file.path());
        Files.writeString(path, Files.readString(path).replace("17.5", "18.5"));

        assertThatThrownBy(() -> TransformFile.read(store, file))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith(
                        path + " is damaged or not the one that the data were made by: its checksum is ");
    }

    @Test
    void anAbsentFileIsReported() {
        assertThatThrownBy(() -> TransformFile.read(store, new TransformInfo("transform.json", 1, "00")))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("transform.json cannot be read");
    }

    @Test
    void aFeatureIsMadeOnce() {
        FeatureTransform transform = RowTransformTest.TRANSFORM.features().get(0);

        assertThatThrownBy(() -> new DatasetTransform(List.of(transform, transform)))
                .hasMessage("feature price is made twice");
    }

    private static String hash(FeatureTransform transform) {
        return TransformFile.hash(new DatasetTransform(List.of(transform)));
    }
}
