package org.campanile.serving.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;

/**
 * Vectors as Parquet files, for vector databases that read such, or for Spark.
 *
 * <pre>
 * current.json                         {"version": "0123456789abcdef"}: what readers see
 * 0123456789abcdef/part-0000000000.parquet   id (string), vector (list of float), version (string)
 * </pre>
 *
 * <p>Files appear whole, {@code current.json} last; it is replaced in one step.
 */
public final class ParquetStore implements VectorStore {
    private static final String CURRENT = "current.json";
    private static final String VERSION = "version";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileStore folder;

    /** @param folder need not exist; holds vectors of one kind */
    public ParquetStore(FileStore folder) {
        this.folder = folder;
    }

    @Override
    public String location() {
        return folder.root();
    }

    @Override
    public List<String> versions() {
        return run(
                "cannot be listed",
                () -> folder.list("").stream()
                        .filter(name -> !name.equals(CURRENT))
                        .toList());
    }

    @Override
    public Optional<String> active() {
        return run("has no readable " + CURRENT, () -> {
            if (!folder.exists(CURRENT)) {
                return Optional.empty();
            }
            try (InputStream in = folder.read(CURRENT)) {
                return Optional.of(JSON.readTree(in).required(VERSION).textValue());
            }
        });
    }

    @Override
    public StoredVersion open(VectorSet set) {
        return new ParquetVersion(folder.folder(set.version()), set);
    }

    @Override
    public void activate(VectorSet set) {
        run("cannot switch to version " + set.version(), () -> {
            try (FileOutput out = folder.create(CURRENT)) {
                out.write(JSON.writeValueAsBytes(Map.of(VERSION, set.version())));
            }
            return set;
        });
    }

    @Override
    public void drop(String version) {
        run("cannot drop version " + version, () -> {
            folder.delete(version);
            return version;
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T run(String failure, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new CampanileException("The folder " + folder.root() + " " + failure + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
