package org.campanile.serving.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.campanile.core.shard.TableColumn;
import org.campanile.core.shard.TableFile;
import org.campanile.core.storage.LocalFileStore;
import org.junit.jupiter.api.io.TempDir;

class ParquetStoreTest extends VectorStoreContract {
    @TempDir
    private Path folder;

    @Override
    VectorStore connect() {
        return new ParquetStore(new LocalFileStore(folder));
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
