package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.configuration;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawFilesTest {
    @TempDir
    Path folder;

    @Test
    void foldersOfPartsAreOpened() {
        write(folder.resolve("train/part-1"), "x");
        write(folder.resolve("train/_SUCCESS"), "x");
        write(folder.resolve("test"), "x");
        write(folder.resolve("other/file"), "x");
        write(folder.resolve(".hidden"), "x");

        assertThat(at(folder).names()).containsExactly("other", "test", "train/part-1");
    }

    @Test
    void aFileMayStandAlone() {
        write(folder.resolve("a.txt"), "x");
        write(folder.resolve("b.txt"), "y");

        RawFiles files = at(folder.resolve("b.txt"));

        assertThat(files.names()).containsExactly("b.txt");
        assertThat(files.folder().location("b.txt"))
                .isEqualTo(folder.resolve("b.txt").toString());
        assertThat(files.isSingle()).isTrue();
    }

    @Test
    void emptyFoldersAreRefused() {
        assertThatThrownBy(() -> at(folder))
                .isInstanceOf(CampanileException.class)
                .hasMessage("There are no files at " + folder
                        + ": point data.path to the file or folder of the interactions data.");
    }

    @Test
    void endingsAreThoseOfTheUnpackedFile() {
        assertThat(RawFiles.hasEnding("Books.CSV.GZ", List.of(".csv"))).isTrue();
        assertThat(RawFiles.hasEnding("Books.csv.zip", List.of(".csv"))).isFalse();
        assertThat(RawFiles.hasEnding("Books.json", List.of(".csv", ".json"))).isTrue();
    }

    @Test
    void firstLinesAreWholeAndUnpacked() throws IOException {
        String line = "x".repeat(999);
        write(folder.resolve("long"), ("\uFEFF" + (line + "\n").repeat(100)).split("\n"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("packed.gz")))) {
            out.write("a\r\nb".getBytes(StandardCharsets.UTF_8));
        }
        write(folder.resolve("empty"));

        RawFolder files = new RawFolder(folder.toString());

        assertThat(files.firstLines("long"))
                .as("65,536 bytes less the mark's 3 are 65 lines of 1,000 bytes and a bit")
                .hasSize(65)
                .containsOnly(line);
        assertThat(files.firstLines("packed.gz")).containsExactly("a", "b");
        assertThat(files.firstLines("empty")).containsExactly("");
    }

    @Test
    void damagedArchivesEndInAMessage() {
        write(folder.resolve("packed.gz"), "not packed");

        assertThatThrownBy(() -> new RawFolder(folder.toString()).firstLines("packed.gz"))
                .isInstanceOf(CampanileException.class)
                .hasMessage("data.path cannot be read: " + folder.resolve("packed.gz") + ": Not in GZIP format.");
    }

    private static RawFiles at(Path path) {
        return RawFiles.of(configuration("source: interactions", "path: " + path));
    }
}
