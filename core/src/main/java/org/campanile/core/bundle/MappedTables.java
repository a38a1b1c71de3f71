package org.campanile.core.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.embedding.EmbeddingTable;
import org.campanile.core.embedding.MappedEmbeddingTable;
import org.campanile.core.embedding.MappedTableWriter;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.embedding.TableSettings;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.VectorFile;
import org.campanile.core.storage.FileStore;

/**
 * The tables of a bundle in files that the process maps into its memory: any number of models made from the bundle share
 * them, and what is not looked up need not be in memory.
 *
 * <p>The files are temporary ones of this process, gone at the latest when it ends; they take {@code rows * dim * 4} bytes.
 * Safe for use by several threads.
 */
public final class MappedTables implements TableMaker, AutoCloseable {
    private final BundleManifest manifest;
    private final Map<String, MappedEmbeddingTable> tables = new HashMap<>();

    private MappedTables(BundleManifest manifest) {
        this.manifest = manifest;
    }

    /**
     * Checks and copies all tables of a bundle.
     *
     * @throws CampanileException when the bundle is absent or damaged, or there is no room for temporary files
     */
    public static MappedTables of(FileStore bundle) {
        MappedTables mapped = new MappedTables(BundleManifestFile.read(bundle));
        mapped.manifest.tableFiles().forEach(file -> file.check(bundle));
        try {
            Path folder = Files.createTempDirectory("campanile-tables");
            for (BundleTable table : mapped.manifest.tables()) {
                mapped.tables.put(table.name(), map(bundle, table, folder.resolve(table.name())));
            }
            deleteNow(folder);
            return mapped;
        } catch (IOException e) {
            mapped.close();
            throw new CampanileException(
                    "The tables of " + bundle.root() + " cannot be copied to a temporary folder: " + e.getMessage()
                            + "; make room, or set java.io.tmpdir to a folder that has it.",
                    e);
        } catch (RuntimeException e) {
            mapped.close();
            throw e;
        }
    }

    private static MappedEmbeddingTable map(FileStore bundle, BundleTable table, Path file) throws IOException {
        try (MappedTableWriter writer = new MappedTableWriter(file, table.rows(), table.dim())) {
            int[] next = {0};
            for (ShardInfo part : table.parts()) {
                VectorFile.read(bundle, part, table.dim(), (row, vector) -> {
                    if (row != next[0]++) {
                        throw new CampanileException(bundle.root() + "/" + part.path() + " has row " + row
                                + " where row " + (next[0] - 1) + " belongs: write the bundle again.");
                    }
                    writer.append(vector);
                });
            }
            writer.finish();
        }
        MappedEmbeddingTable mapped = MappedEmbeddingTable.open(table.name(), file);
        deleteNow(file);
        return mapped;
    }

    /* Where the system allows it a name goes at once, and the bytes with the last mapping. */
    private static void deleteNow(Path file) {
        if (!file.toFile().delete()) {
            file.toFile().deleteOnExit();
        }
    }

    /** The version of the bundle that the tables are of. */
    String version() {
        return manifest.version();
    }

    @Override
    public EmbeddingTable make(TableSettings settings) {
        MappedEmbeddingTable table = tables.get(settings.name());
        if (table == null) {
            throw new CampanileException("The model bundle (version " + manifest.version() + ") has no table "
                    + settings.name() + ", but a " + manifest.modelType()
                    + " made from its configuration wants one: use the version of Campanile that wrote it.");
        }
        return table.share(settings.compression().mapping());
    }

    @Override
    public void close() {
        tables.values().forEach(MappedEmbeddingTable::close);
    }
}
