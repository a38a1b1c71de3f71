package org.campanile.core.bundle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.schema.Schema;
import org.campanile.core.shard.ShardInfo;

/**
 * The contents of {@code model.json}.
 *
 * @param formatVersion version of the format, {@link #FORMAT_VERSION} when written by this code
 * @param version       the model's identity, shared by all its parts and by every index made from it: the first digits
 *     of a SHA-256 over model type, configuration, data hash and all parameters
 * @param modelType     value of {@code model.type}
 * @param configuration the resolved configuration as YAML
 * @param schema        features and vocabularies of the data set it was trained on
 * @param dataHash      content hash of that data set
 * @param transformHash identity of the transform that made the numbers of that data set of raw values
 * @param software      versions by name
 * @param metrics       final metrics by name
 * @param networks      the dense networks
 * @param tables        the embedding tables
 * @param files         every file but {@code model.json}, with its checksum
 */
public record BundleManifest(
        int formatVersion,
        String version,
        String modelType,
        String configuration,
        Schema schema,
        String dataHash,
        String transformHash,
        Map<String, String> software,
        Map<String, Double> metrics,
        List<BundleNetwork> networks,
        List<BundleTable> tables,
        List<BundleFile> files) {

    public static final int FORMAT_VERSION = 2;

    public BundleManifest {
        software = Map.copyOf(software);
        metrics = Map.copyOf(metrics);
        networks = List.copyOf(networks);
        tables = List.copyOf(tables);
        files = List.copyOf(files);
    }

    /** The files that hold the tables. */
    List<BundleFile> tableFiles() {
        Set<String> paths = tables.stream()
                .flatMap(table -> table.parts().stream())
                .map(ShardInfo::path)
                .collect(Collectors.toSet());
        return files.stream().filter(file -> paths.contains(file.path())).toList();
    }

    /**
     * Throws unless data were transformed in the way that the model was trained on.
     *
     * @param hash     identity of the data's transform
     * @param location where the data are, for the message
     * @throws CampanileException naming both hashes
     */
    public void requireTransform(String hash, String location) {
        if (!hash.equals(transformHash)) {
            throw new CampanileException(
                    "The model " + version + " was trained on data of the transform " + transformHash
                            + ", but those in " + location + " were made by the transform " + hash
                            + ": give it raw data, or data prepared like those it was trained on.");
        }
    }

    /**
     * Throws unless a prepared data set is the one that the model was trained on.
     *
     * @param hash     content hash of the data set
     * @param location where it is, for the message
     * @param bundle   where the model is, for the message
     * @throws CampanileException naming both hashes
     */
    public void requireData(String hash, String location, String bundle) {
        if (!hash.equals(dataHash)) {
            throw new CampanileException(
                    "The model in " + bundle + " was trained on the data set " + dataHash + ", but " + location
                            + " holds " + hash
                            + ": set data.prepared to the data set it was trained on, or train again.");
        }
    }

    /** This manifest with another list of files. */
    BundleManifest withFiles(List<BundleFile> newFiles) {
        return new BundleManifest(
                formatVersion,
                version,
                modelType,
                configuration,
                schema,
                dataHash,
                transformHash,
                software,
                metrics,
                networks,
                tables,
                newFiles);
    }

    /** This manifest with more metrics; those of the same names are replaced. */
    BundleManifest withMetrics(Map<String, Double> added) {
        Map<String, Double> all = new HashMap<>(metrics);
        all.putAll(added);
        return new BundleManifest(
                formatVersion,
                version,
                modelType,
                configuration,
                schema,
                dataHash,
                transformHash,
                software,
                all,
                networks,
                tables,
                files);
    }
}
