package org.campanile.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageProbeTest {
    @TempDir
    private Path folder;

    @Test
    void sharedStorageIsFineAndKeepsNothing() {
        StorageProbe probe = StorageProbe.at(folder.toString());

        assertThat(probe.leaveMark()).isEqualTo(Finding.fine("storage", folder + " can be written"));
        assertThat(probe.findMark())
                .isEqualTo(Finding.fine("storage", folder + " is shared with the driver and can be written"));
        probe.removeMark();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void storageOfOnesOwnIsAFaultWithItsMend() {
        Finding finding = StorageProbe.at(folder.toUri().toString()).findMark();

        assertThat(finding.state()).isEqualTo(Finding.State.FAULT);
        assertThat(finding.found()).contains(folder.toString()).endsWith("the file that it wrote there is not seen");
        assertThat(finding.mend()).contains("mounted at the same path");
    }

    @Test
    void whatCannotBeWrittenIsAFault() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        Finding finding = StorageProbe.at(file.resolve("runs").toString()).leaveMark();

        assertThat(finding.state()).isEqualTo(Finding.State.FAULT);
        assertThat(finding.found()).startsWith(file + "/runs cannot be used: ");
    }

    @Test
    void aSchemeThatNothingOpensIsAFault() {
        Finding finding = StorageProbe.at("nosuch://bucket/runs").leaveMark();

        assertThat(finding.state()).isEqualTo(Finding.State.FAULT);
        assertThat(finding.found()).contains("Nothing here can open 'nosuch://bucket/runs'");
    }
}
