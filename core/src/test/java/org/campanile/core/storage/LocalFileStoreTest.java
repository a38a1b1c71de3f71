package org.campanile.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalFileStoreTest {
    @TempDir
    private Path folder;

    private FileStore store;

    @BeforeEach
    void openStore() {
        store = new LocalFileStore(folder);
    }

    @Test
    void aFileAppearsWholeAndOnlyWhenClosed() throws IOException {
        try (FileOutput out = store.create("deep/down/file")) {
            out.write("whole".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(store.exists("deep/down/file")).isFalse();
            assertThat(store.list("deep/down")).isEmpty();
        }

        assertThat(text("deep/down/file")).isEqualTo("whole");
        assertThat(folder.resolve("deep/down")).isDirectoryContaining("glob:**/file");
        assertThat(store.list("deep/down")).containsExactly("file");
    }

    @Test
    void aDiscardedFileLeavesWhatWasThere() throws IOException {
        write("file", "old");
        try (FileOutput out = store.create("file")) {
            out.write(1);
            out.discard();
        }

        assertThat(text("file")).isEqualTo("old");
        try (var children = Files.list(folder)) {
            assertThat(children).hasSize(1);
        }
    }

    @Test
    void creatingReplaces() throws IOException {
        write("file", "old and long");
        write("file", "new");

        assertThat(text("file")).isEqualTo("new");
        assertThat(store.size("file")).isEqualTo(3);
    }

    @Test
    void aFileIsReadFromAnyPosition() throws IOException {
        write("file", "0123456789");

        try (SeekableByteChannel channel = store.open("file")) {
            ByteBuffer target = ByteBuffer.allocate(3);
            channel.position(5).read(target);
            assertThat(target.array()).isEqualTo("567".getBytes(StandardCharsets.UTF_8));
            assertThat(channel.size()).isEqualTo(10);
        }
    }

    @Test
    void listsFilesAndFoldersByName() throws IOException {
        write("b", "");
        write("a/x", "");
        write("c/y/z", "");

        assertThat(store.list("")).containsExactly("a", "b", "c");
        assertThat(store.list("c")).containsExactly("y");
        assertThat(store.list("absent")).isEmpty();
    }

    @Test
    void aFolderIsRenamedWhole() throws IOException {
        write("temporary/a", "1");
        write("temporary/b/c", "2");

        store.rename("temporary", "done/here");

        assertThat(store.exists("temporary")).isFalse();
        assertThat(text("done/here/b/c")).isEqualTo("2");
    }

    @Test
    void renamingNeverReplaces() throws IOException {
        write("from/a", "1");
        write("to/b", "2");

        assertThatThrownBy(() -> store.rename("from", "to")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(text("from/a")).isEqualTo("1");
    }

    @Test
    void deletesAFolderButNotWhatItsLinksPointTo() throws IOException {
        write("kept/file", "1");
        write("gone/a/b", "2");
        Files.createSymbolicLink(folder.resolve("gone/link"), folder.resolve("kept"));

        store.delete("gone");
        store.delete("gone");

        assertThat(store.list("")).containsExactly("kept");
        assertThat(text("kept/file")).isEqualTo("1");
    }

    @Test
    void aFolderIsAStoreOfItsOwn() throws IOException {
        write("train/a", "1");

        FileStore train = store.folder("train");

        assertThat(train.list("")).containsExactly("a");
        assertThat(train.root()).isEqualTo(folder.resolve("train").toString());
        assertThat(store.folder("").root()).isEqualTo(store.root());
    }

    @Test
    void readingWhatIsAbsentNamesTheFile() {
        assertThatThrownBy(() -> store.read("absent"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> store.size("absent")).isInstanceOf(NoSuchFileException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", "../x", "a/../../x", "/etc/passwd", "a//b", "a/", "./a", "a/.", "a\\..\\b", "a\u0000b"})
    void pathsThatMayLeadOutAreRefused(String path) {
        assertThatThrownBy(() -> store.create(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "path must be relative, of names without '..', backslashes or control characters, but is '%s'"
                                .formatted(path));
        assertThatThrownBy(() -> store.delete(path)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.folder(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..a", "a..b", "...", "name with spaces", "größe=1"})
    void namesThatOnlyLookDangerousAreAllowed(String path) throws IOException {
        write(path, "1");

        assertThat(store.list("")).containsExactly(path);
    }

    private void write(String path, String text) throws IOException {
        try (FileOutput out = store.create(path)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String text(String path) throws IOException {
        try (var in = store.read(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
