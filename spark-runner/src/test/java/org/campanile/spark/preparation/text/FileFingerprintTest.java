package org.campanile.spark.preparation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campanile.spark.preparation.PreparationFixture.write;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFingerprintTest {
    @TempDir
    Path folder;

    @Test
    void fingerprintFollowsTheContentsNotTheTime() throws IOException {
        write(folder.resolve("a"), "some text");
        String before = fingerprint("a");
        Files.setLastModifiedTime(folder.resolve("a"), FileTime.fromMillis(0));

        assertThat(fingerprint("a"))
                .isEqualTo(before)
                .startsWith("10 bytes, sha256 ")
                .hasSize(17 + 64);

        write(folder.resolve("a"), "some texT");
        assertThat(fingerprint("a")).isNotEqualTo(before);
    }

    @Test
    void largeFilesAreSampledFromFirstByteToLast() throws IOException {
        long length = FileFingerprint.WHOLE_LIMIT + (10 << 20);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
            file.setLength(length);
            String zeros = fingerprint("large");

            assertThat(changed(file, 0)).isNotEqualTo(zeros);
            assertThat(changed(file, length - 1)).isNotEqualTo(zeros);
            assertThat(changed(file, length / 3)).as("in a block").isNotEqualTo(zeros);
            file.setLength(length + 1);
            assertThat(fingerprint("large")).as("another length").isNotEqualTo(zeros);
        }
    }

    /** The fingerprint with one byte changed for its time. */
    private String changed(RandomAccessFile file, long position) throws IOException {
        file.seek(position);
        file.write(1);
        String fingerprint = fingerprint("large");
        file.seek(position);
        file.write(0);
        return fingerprint;
    }

    private String fingerprint(String file) throws IOException {
        return FileFingerprint.of(new LocalFileStore(folder), file);
    }
}
