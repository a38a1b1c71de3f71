package org.campanile.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopFileStoreTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "uploading"})
    void aFileAppearsWholeAndOnlyWhenClosed(String scheme) throws IOException {
        FileStore store = open(scheme);
        write(store, "deep/file", "old");

        try (FileOutput out = store.create("deep/file")) {
            out.write("whole".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(store.list("deep")).containsExactly("file");
            assertThat(text(store, "deep/file")).isEqualTo("old");
        }

        assertThat(text(store, "deep/file")).isEqualTo("whole");
        assertThat(store.size("deep/file")).isEqualTo(5);
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**unfinished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "uploading"})
    void aDiscardedFileLeavesWhatWasThere(String scheme) throws IOException {
        FileStore store = open(scheme);
        write(store, "file", "old");
        try (FileOutput out = store.create("file")) {
            out.write(1);
            out.discard();
        }

        assertThat(text(store, "file")).isEqualTo("old");
        assertThat(folder).isDirectoryNotContaining("glob:**unfinished");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "uploading"})
    void foldersAreListedRenamedAndDeleted(String scheme) throws IOException {
        FileStore store = open(scheme);
        write(store, "temporary/b", "1");
        write(store, "temporary/a/c", "2");

        store.rename("temporary", "done/here");

        assertThat(store.list("")).containsExactly("done");
        assertThat(store.list("done/here")).containsExactly("a", "b");
        assertThat(store.list("absent")).isEmpty();
        assertThat(text(store.folder("done/here"), "a/c")).isEqualTo("2");
        store.delete("done");
        store.delete("done");
        assertThat(store.exists("done")).isFalse();
    }

    @Test
    void renamingNeverReplacesNorMovesInside() throws IOException {
        FileStore store = open("plain");
        write(store, "from/a", "1");
        write(store, "to/b", "2");

        assertThatThrownBy(() -> store.rename("from", "to")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(store.list("to")).containsExactly("b");
    }

    @Test
    void aFileIsReadFromAnyPositionIntoAnyBuffer() throws IOException {
        FileStore store = open("plain");
        write(store, "file", "0123456789");

        try (SeekableByteChannel channel = store.open("file")) {
            assertThat(channel.size()).isEqualTo(10);
            for (ByteBuffer target : new ByteBuffer[] {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(3)}) {
                assertThat(channel.position(5).read(target)).isEqualTo(3);
                assertThat(channel.position()).isEqualTo(8);
                assertThat(StandardCharsets.UTF_8.decode(target.flip()).toString())
                        .isEqualTo("567");
            }
            assertThat(channel.position(10).read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void readingWhatIsAbsentNamesTheFile() {
        assertThatThrownBy(() -> open("plain").size("absent"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("absent");
    }

    @Test
    void namesWithColonsAndSpacesAreNames() throws IOException {
        FileStore store = open("plain");
        write(store, "a:b c/d:e", "1");

        assertThat(store.list("a:b c")).containsExactly("d:e");
        assertThat(text(store, "a:b c/d:e")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../../x", "/etc/passwd", "a//b"})
    void pathsThatMayLeadOutAreRefused(String path) {
        assertThatThrownBy(() -> open("plain").create(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + path + "'");
    }

    @Test
    void theLocationOpensTheSameFolderElsewhere() throws IOException {
        FileStore store = open("plain");
        write(store.folder("train"), "a", "1");

        assertThat(store.folder("train").root()).isEqualTo("plain:" + folder + "/train");
        assertThat(FileStores.open(store.folder("train").root()).list("")).containsExactly("a");
    }

    @Test
    void schemesThatHadoopDoesNotKnowAreLeftToOthers() {
        assertThatThrownBy(() -> FileStores.open("gopher://host/folder"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("Nothing here can open 'gopher://host/folder'");
    }

    @Test
    void aLocationThatIsNoUriIsReported() {
        assertThatThrownBy(() -> FileStores.open("plain://a b"))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining("'plain://a b' cannot be opened: ");
    }

    private FileStore open(String scheme) {
        FileStore store = FileStores.open(scheme + "://" + folder);
        assertThat(store).isInstanceOf(HadoopFileStore.class);
        assertThat(Files.exists(folder)).isTrue();
        return store;
    }

    private static void write(FileStore store, String path, String text) throws IOException {
        try (FileOutput out = store.create(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String text(FileStore store, String path) throws IOException {
        try (var in = store.read(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
