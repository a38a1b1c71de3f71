package org.campanile.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {
    /** FIPS 180-2, appendix B.1: SHA-256 of "abc". */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void areThoseOfTheStandard(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("file"), "abc");

        assertThat(Checksums.sha256("abc")).isEqualTo(ABC);
        assertThat(Checksums.sha256(new LocalFileStore(folder), "file")).isEqualTo(ABC);
    }
}
