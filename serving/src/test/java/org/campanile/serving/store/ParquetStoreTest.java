package org.campanile.serving.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.campanile.core.TestJvm;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ParquetStoreTest extends VectorStoreContract {
    @TempDir
    private Path folder;

    @Override
    VectorStore connect() {
        return new ParquetStore(new LocalFileStore(folder));
    }

    /** Nothing of the process is left to put in order what it was doing. */
    @Test
    @Timeout(60)
    void anExportWhoseProcessWasKilledGoesOnWhereItWas() throws Exception {
        Process process = TestJvm.start(HeldExport.class, Map.of(), List.of(), folder.toString());
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            while (!"held".equals(out.readLine())) {
                assertThat(process.isAlive()).isTrue();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        ParquetStore store = new ParquetStore(new LocalFileStore(folder));
        assertThat(store.active()).isEmpty();

        ExportReport report = new ExportJob(vectors(NEW), store, SETTINGS).run();

        assertThat(report.written()).isEqualTo(ROWS - BREAK);
        assertThat(store.active()).contains(NEW);
    }

    @Override
    Set<String> read() throws IOException {
        String version = new ParquetStore(new LocalFileStore(folder)).active().orElse("none");
        Set<String> versions = new TreeSet<>();
        try (Stream<Path> parts = Files.list(folder.resolve(version))) {
            for (Path part : parts.toList()) {
                TableColumn.Texts column = (TableColumn.Texts) TableFile.read(
                                new LocalFileStore(folder.resolve(version)),
                                part.getFileName().toString())
                        .get(2);
                versions.addAll(List.of(column.values()));
            }
        }
        return versions;
    }
}
