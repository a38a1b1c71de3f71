package org.campanile.core.bundle;

import java.io.IOException;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.core.config.ConfigurationReader;
import org.campanile.core.model.RecommenderModel;
import org.campanile.core.shard.PreparedDataset;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.FileStores;

/**
 * The finished model as a folder: what evaluation, scoring, export and serving read. It needs nothing beside it.
 *
 * <pre>
 * model.json                          what the model is made of, with the checksum of every other file
 * MLmodel                             by which MLflow recognises a model
 * networks/NAME.zip                   dense networks in DL4J's own format
 * tables/NAME/part-00000.parquet      embedding tables: columns row, vector
 * calibration.json                    calibrations of a ranking model's probabilities, where it has some
 * golden.json                         questions in raw values with the model's answers, see {@link GoldenQueries}
 * data/                               entity features, vocabularies and the transform: a prepared data set without samples
 * </pre>
 */
public final class ModelBundle {
    private ModelBundle() {}

    /**
     * Writes a bundle under a temporary name beside the folder and renames it when it is whole; a bundle that is there is
     * replaced.
     *
     * @param folder the bundle's folder, whose parent can be opened by {@link FileStores#open}
     * @throws CampanileException when a file cannot be written
     */
    public static void write(
            FileStore folder, BundleDescription description, RecommenderModel model, PreparedDataset dataset) {
        int slash = folder.root().lastIndexOf('/');
        String name = folder.root().substring(slash + 1);
        String temporary = name + ".incomplete";
        try {
            FileStore parent = FileStores.open(folder.root().substring(0, slash + 1));
            parent.delete(temporary);
            new BundleWriter(parent.folder(temporary)).write(description, model.state(), dataset);
            parent.delete(name);
            parent.rename(temporary, name);
        } catch (IOException e) {
            throw new CampanileException(
                    "The model bundle cannot be written to " + folder.root() + ": " + e.getMessage(), e);
        }
    }

    /** Reads {@code model.json} alone. */
    public static BundleManifest manifest(FileStore folder) {
        return BundleManifestFile.read(folder);
    }

    /** Opens the entity features, vocabularies and transform that the bundle carries: a data set without samples. */
    public static PreparedDataset entities(FileStore folder) {
        return PreparedDataset.open(folder.folder(BundleWriter.DATA));
    }

    /** Adds metrics to {@code model.json}, or replaces those of the same names. The model's version stays. */
    public static void addMetrics(FileStore folder, Map<String, Double> metrics) {
        BundleManifest manifest = BundleManifestFile.read(folder);
        try {
            BundleManifestFile.write(folder, manifest.withMetrics(metrics));
        } catch (IOException e) {
            throw new CampanileException(
                    "Metrics cannot be added to the model bundle in " + folder.root() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Loads the model. Its factory must be on the class path.
     *
     * @param configurationReader a reader that knows the bundle's model type and data source
     * @throws CampanileException when the bundle is absent, damaged, or does not fit this version's model
     */
    public static LoadedBundle load(FileStore folder, ConfigurationReader configurationReader) {
        return new BundleReader(folder).load(configurationReader);
    }

    /**
     * Loads the model over tables that this process maps into its memory, and that other models of it may share.
     *
     * @param tables those of the same bundle; to be closed after the model
     * @throws CampanileException as above, and when the bundle was replaced since the tables were read
     */
    public static LoadedBundle load(FileStore folder, ConfigurationReader configurationReader, MappedTables tables) {
        return new BundleReader(folder).load(configurationReader, tables);
    }
}
