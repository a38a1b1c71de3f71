package org.campanile.core.bundle;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.VectorFile;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;

/** Reads a bundle: checks its files, makes the model from its configuration, and gives it the stored parameters. */
final class BundleReader {
    private final FileStore folder;
    private final BundleManifest manifest;

    BundleReader(FileStore folder) {
        this.folder = folder;
        this.manifest = BundleManifestFile.read(folder);
    }

    LoadedBundle load(ConfigurationReader configurationReader) {
        manifest.files().forEach(this::check);
        RunConfiguration configuration = configurationReader.parse(
                manifest.configuration(), folder.root() + "/" + BundleManifestFile.NAME, List.of());
        PreparedDataset data = PreparedDataset.open(folder.folder(BundleWriter.DATA));
        manifest.requireTransform(
                data.manifest().transform().sha256(), data.store().root());
        RecommenderModel model = ModelFactories.of(manifest.modelType())
                .create(ModelContext.of(configuration, manifest.schema(), data, 1));
        try {
            restore(model.state());
            return new LoadedBundle(manifest, configuration, model, data);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private void check(BundleFile file) {
        String location = folder.root() + "/" + file.path();
        try {
            if (folder.size(file.path()) != file.bytes()
                    || !Checksums.sha256(folder, file.path()).equals(file.sha256())) {
                throw new CampanileException(location + " is damaged: it does not match its checksum in "
                        + BundleManifestFile.NAME + "; copy the bundle again or train the model again.");
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CampanileException(
                    location + " is missing: the bundle is not whole; copy it again or train the model again.", e);
        } catch (IOException e) {
            throw new CampanileException(location + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void restore(ModelState state) {
        expectSame(
                "networks",
                manifest.networks().stream().map(BundleNetwork::name).toList(),
                state.dense().stream().map(DenseParameters::name).toList());
        expectSame(
                "tables",
                manifest.tables().stream().map(BundleTable::name).toList(),
                state.tables().stream().map(TableState::name).toList());
        for (int i = 0; i < state.dense().size(); i++) {
            restore(state.dense().get(i), manifest.networks().get(i));
        }
        for (int i = 0; i < state.tables().size(); i++) {
            restore(state.tables().get(i), manifest.tables().get(i));
        }
    }

    private void restore(DenseParameters network, BundleNetwork stored) {
        expectSame("parameters of network " + stored.name(), stored.parameters(), network.size());
        try (InputStream in = folder.read(stored.path())) {
            network.readNetwork(in);
        } catch (IOException e) {
            throw new CampanileException(folder.root() + "/" + stored.path() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void restore(TableState table, BundleTable stored) {
        expectSame("rows of table " + stored.name(), stored.rows(), table.rows());
        expectSame("numbers per row of table " + stored.name(), stored.dim(), table.dim());
        float[] record = new float[table.dim() + table.stateSize()];
        for (ShardInfo part : stored.parts()) {
            VectorFile.read(folder, part, table.dim(), (row, vector) -> {
                System.arraycopy(vector, 0, record, 0, vector.length);
                table.writeRecord(row, record, 0);
            });
        }
        table.clearTouched();
    }

    private void expectSame(String what, Object stored, Object made) {
        if (!stored.equals(made)) {
            throw new CampanileException(("The model bundle in %s does not fit this Campanile: its %s are %s,"
                            + " but those of a %s made from its configuration are %s;"
                            + " use the version that wrote it (campanile %s).")
                    .formatted(
                            folder.root(),
                            what,
                            stored,
                            manifest.modelType(),
                            made,
                            manifest.software().getOrDefault("campanile", "unknown")));
        }
    }
}
