package org.campanile.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.embedding.LocalEmbeddingTable;
import org.campanile.core.embedding.StateTable;
import org.campanile.core.embedding.TableMaker;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.CalibratedModel;
import org.campanile.core.model.ModelContext;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.RankingModel;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.VectorFile;
import org.campanile.core.storage.FileStore;

/** Reads a bundle: checks its files, makes the model from its configuration, and gives it the stored parameters. */
final class BundleReader {
    private final FileStore folder;
    private final BundleManifest manifest;

    BundleReader(FileStore folder) {
        this.folder = folder;
        this.manifest = BundleManifestFile.read(folder);
    }

    /** Loads the model with tables of its own. */
    LoadedBundle load(ConfigurationReader configurationReader) {
        manifest.files().forEach(file -> file.check(folder));
        return load(configurationReader, LocalEmbeddingTable::new, this::restore);
    }

    /** Loads the model over tables that have their weights already. */
    LoadedBundle load(ConfigurationReader configurationReader, MappedTables tables) {
        if (!tables.version().equals(manifest.version())) {
            throw new CampanileException("The model bundle in " + folder.root() + " was replaced (version "
                    + tables.version() + " by " + manifest.version() + ") while it was read: start again.");
        }
        List<BundleFile> checked = manifest.tableFiles();
        manifest.files().stream().filter(file -> !checked.contains(file)).forEach(file -> file.check(folder));
        return load(configurationReader, tables, this::expectShape);
    }

    /** Loads the model over the tables of another one, from whose state the bundle was written. */
    LoadedBundle load(ConfigurationReader configurationReader, ModelState written) {
        Map<String, TableState> tables = new HashMap<>();
        written.tables().forEach(table -> tables.put(table.name(), table));
        return load(
                configurationReader,
                settings -> new StateTable(
                        Objects.requireNonNull(tables.get(settings.name()), settings.name()),
                        settings.compression().mapping()),
                this::expectShape);
    }

    private LoadedBundle load(
            ConfigurationReader configurationReader,
            TableMaker tables,
            BiConsumer<TableState, BundleTable> restoreTable) {
        RunConfiguration configuration = configurationReader.parse(
                manifest.configuration(), folder.root() + "/" + BundleManifestFile.NAME, List.of());
        PreparedDataset data = PreparedDataset.open(folder.folder(BundleWriter.DATA));
        manifest.requireTransform(
                data.manifest().transform().sha256(), data.store().root());
        RecommenderModel model = ModelFactories.of(manifest.modelType())
                .create(ModelContext.of(configuration, manifest.schema(), data, 1)
                        .with(tables));
        try {
            restore(model.state(), restoreTable);
            return new LoadedBundle(manifest, configuration, calibrated(model), data);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private RecommenderModel calibrated(RecommenderModel model) {
        return model instanceof RankingModel ranking
                        && manifest.files().stream()
                                .anyMatch(file -> file.path().equals(CalibrationFile.NAME))
                ? new CalibratedModel(ranking, CalibrationFile.read(folder))
                : model;
    }

    private void restore(ModelState state, BiConsumer<TableState, BundleTable> restoreTable) {
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
            restoreTable.accept(state.tables().get(i), manifest.tables().get(i));
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

    private void expectShape(TableState table, BundleTable stored) {
        expectSame("rows of table " + stored.name(), stored.rows(), table.rows());
        expectSame("numbers per row of table " + stored.name(), stored.dim(), table.dim());
    }

    private void restore(TableState table, BundleTable stored) {
        expectShape(table, stored);
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
