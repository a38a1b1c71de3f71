package org.campanile.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoresTest {
    @TempDir
    private Path folder;

    @Test
    void opensLocalPathsAndFileUris() {
        Path spaced = folder.resolve("with space");

        assertThat(FileStores.open(spaced.toString()).root()).isEqualTo(spaced.toString());
        assertThat(FileStores.open(spaced.toUri().toString()).root()).isEqualTo(spaced.toString());
        assertThat(FileStores.open("file:" + folder).root()).isEqualTo(folder.toString());
        assertThat(FileStores.open("prepared/movielens").root())
                .isEqualTo(Path.of("prepared", "movielens").toAbsolutePath().toString());
    }

    @Test
    void saysWhatToDoWithALocationNobodyOpens() {
        assertThatThrownBy(() -> FileStores.open("gopher://host/folder"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("Nothing here can open 'gopher://host/folder': local paths and file: URIs always work,"
                        + " gopher: needs Spark with the Hadoop file system of that scheme on the class path");
        assertThatThrownBy(() -> FileStores.open("file:///a b"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("write it as file:///folder, with %20 for a space");
        assertThatThrownBy(() -> FileStores.open(" "))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("is empty");
    }
}
