package org.campanile.core.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelFactories;
import org.campanile.core.model.ModelFamily;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.DatasetManifest;
import org.campanile.core.shard.ManifestFile;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.shard.ShardInfo;
import org.campanile.core.shard.VectorFile;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;
import org.campanile.core.transform.TransformFile;
import org.campanile.core.transform.TransformInfo;

/** Writes the files of one bundle into an empty folder, {@code model.json} last. */
final class BundleWriter {
    /** Folder of the entities and vocabularies: a prepared data set without samples. */
    static final String DATA = "data";

    private static final int NUMBERS_PER_PART = 1 << 26; // 256 MiB

    private final FileStore folder;
    private final List<BundleFile> files = new ArrayList<>();

    BundleWriter(FileStore folder) {
        this.folder = folder;
    }

    void write(BundleDescription description, ModelState state, PreparedDataset dataset) throws IOException {
        String modelType = description.configuration().model().type();
        String configuration = ConfigurationWriter.toYaml(description.configuration());
        String dataHash = dataset.manifest().contentHash();
        String version = ModelVersion.of(modelType, configuration, dataHash, state);

        List<BundleNetwork> networks = new ArrayList<>();
        for (DenseParameters network : state.dense()) {
            networks.add(writeNetwork(network));
        }
        List<BundleTable> tables = state.tables().stream().map(this::writeTable).toList();
        copyEntities(dataset);
        if (!description.calibrations().isEmpty()) {
            CalibrationFile.write(folder, description.calibrations());
            addFile(CalibrationFile.NAME);
        }
        writeMlflowFile(description, version, dataset.schema());
        BundleManifest manifest = new BundleManifest(
                BundleManifest.FORMAT_VERSION,
                version,
                modelType,
                configuration,
                dataset.schema(),
                dataHash,
                dataset.manifest().transform().sha256(),
                description.software(),
                description.metrics(),
                networks,
                tables,
                files);
        BundleManifestFile.write(folder, manifest);
        writeGoldenQueries(state, dataset);
        BundleManifestFile.write(folder, manifest.withFiles(files));
    }

    /** Asks what was written, before anything else can. The tables are not read again, of whose rows few are asked for. */
    private void writeGoldenQueries(ModelState state, PreparedDataset dataset) throws IOException {
        try (LoadedBundle written = new BundleReader(folder).load(BundleConfigurations.reader(), state)) {
            ModelFamily family =
                    ModelFactories.of(written.manifest().modelType()).family();
            List<GoldenQuery> queries = GoldenChoice.of(dataset, family);
            GoldenFile.write(folder, GoldenQueries.answer(written, queries));
        }
        addFile(GoldenFile.NAME);
    }

    private BundleNetwork writeNetwork(DenseParameters network) throws IOException {
        String path = "networks/" + network.name() + ".zip";
        try (OutputStream out = folder.create(path)) {
            network.writeNetwork(out);
        }
        addFile(path);
        return new BundleNetwork(network.name(), network.size(), path);
    }

    private BundleTable writeTable(TableState table) {
        float[] record = new float[table.dim() + table.stateSize()];
        int rowsPerPart = Math.max(1, NUMBERS_PER_PART / table.dim());
        List<ShardInfo> parts = new ArrayList<>();
        for (int row = 0; row < table.rows(); row += rowsPerPart) {
            ShardInfo part = VectorFile.write(
                    folder,
                    "tables/%s/part-%05d.parquet".formatted(table.name(), parts.size()),
                    row,
                    Math.min(rowsPerPart, table.rows() - row),
                    table.dim(),
                    (index, vector) -> {
                        table.readRecord(index, record, 0);
                        System.arraycopy(record, 0, vector, 0, vector.length);
                    });
            files.add(new BundleFile(part.path(), part.bytes(), part.sha256()));
            parts.add(part);
        }
        return new BundleTable(table.name(), table.rows(), table.dim(), parts);
    }

    /** Copies what scoring needs of the data set, so that the bundle works without it. */
    private void copyEntities(PreparedDataset dataset) throws IOException {
        DatasetManifest manifest = withoutSamples(dataset.manifest());
        List<ShardInfo> copied = Stream.of(
                        manifest.users(),
                        manifest.items(),
                        // An immutable map has another order in every JVM.
                        new TreeMap<>(manifest.vocabularies()).values())
                .flatMap(Collection::stream)
                .toList();
        for (ShardInfo file : copied) {
            String path = DATA + "/" + file.path();
            try (InputStream in = dataset.store().read(file.path());
                    OutputStream out = folder.create(path)) {
                in.transferTo(out);
            }
            files.add(new BundleFile(path, file.bytes(), file.sha256()));
        }
        copyTransform(dataset);
        ManifestFile.write(folder.folder(DATA), manifest);
        addFile(DATA + "/" + ManifestFile.NAME);
    }

    private void copyTransform(PreparedDataset dataset) throws IOException {
        TransformInfo copy = TransformFile.write(folder.folder(DATA), dataset.transform());
        files.add(new BundleFile(DATA + "/" + copy.path(), copy.bytes(), copy.sha256()));
    }

    private static DatasetManifest withoutSamples(DatasetManifest manifest) {
        return withHash(manifest, ManifestFile.contentHash(withHash(manifest, "")));
    }

    private static DatasetManifest withHash(DatasetManifest manifest, String hash) {
        return new DatasetManifest(
                manifest.formatVersion(),
                manifest.source(),
                manifest.settings(),
                manifest.schema(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                manifest.users(),
                manifest.items(),
                manifest.vocabularies(),
                manifest.transform(),
                manifest.report(),
                hash);
    }

    private void writeMlflowFile(BundleDescription description, String version, Schema schema) throws IOException {
        try (OutputStream out = folder.create(MlflowModelFile.NAME)) {
            out.write(MlflowModelFile.contents(description, version, schema));
        }
        addFile(MlflowModelFile.NAME);
    }

    private void addFile(String path) throws IOException {
        files.add(new BundleFile(path, folder.size(path), Checksums.sha256(folder, path)));
    }
}
