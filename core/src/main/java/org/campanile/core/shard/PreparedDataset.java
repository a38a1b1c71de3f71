package org.campanile.core.shard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.batch.ColumnSet;
import org.campanile.core.batch.EntityFeatures;
import org.campanile.core.schema.FeatureSide;
import org.campanile.core.schema.Schema;
import org.campanile.core.storage.CachedFileStore;
import org.campanile.core.storage.FileCache;
import org.campanile.core.storage.FileContent;
import org.campanile.core.storage.FileStore;
import org.campanile.core.transform.DatasetTransform;
import org.campanile.core.transform.RowTransform;
import org.campanile.core.transform.TransformFile;

/**
 * A prepared data set on disk: {@code dataset.json} and the files it names. Immutable and safe for use by several
 * threads; nothing is kept open.
 */
public final class PreparedDataset {
    private final FileStore store;
    private final DatasetManifest manifest;

    private PreparedDataset(FileStore store, DatasetManifest manifest) {
        this.store = store;
        this.manifest = manifest;
    }

    /**
     * Opens the data set in a folder, and checks that every file is there and has its length. Contents are checked where
     * they are read, and all at once by {@link #verify()}.
     *
     * @throws CampanileException if there is no data set, if it is of another format version, or if it is not whole
     */
    public static PreparedDataset open(FileStore store) {
        DatasetManifest manifest = ManifestFile.read(store);
        if (!ManifestFile.contentHash(manifest).equals(manifest.contentHash())) {
            throw new CampanileException(
                    store.root() + "/" + ManifestFile.NAME
                            + " does not match its own contentHash: it was changed after preparation; prepare the data set again");
        }
        PreparedDataset dataset = new PreparedDataset(store, manifest);
        dataset.files().forEach(file -> ShardFiles.checkLength(store, file));
        dataset.transform();
        return dataset;
    }

    /** The same data set, whose files are read through a cache; each is checked by its checksum when it is fetched. */
    public PreparedDataset cachedBy(FileCache cache) {
        Map<String, FileContent> contents = files().collect(
                        Collectors.toMap(ShardInfo::path, file -> new FileContent(file.bytes(), file.sha256())));
        return new PreparedDataset(new CachedFileStore(store, cache, contents), manifest);
    }

    public DatasetManifest manifest() {
        return manifest;
    }

    public Schema schema() {
        return manifest.schema();
    }

    public FileStore store() {
        return store;
    }

    /** What stands in a sample's row: features by kind, labels and weight. */
    public ColumnSet rowColumns() {
        return ColumnSet.ofSamples(schema());
    }

    /** Number of samples of a part. */
    public long samples(Split split) {
        return manifest.shards(split).stream().mapToLong(ShardInfo::rows).sum();
    }

    /**
     * Reads the features of all entities of a side into memory; each call reads them anew.
     *
     * @return features without columns when entities have none but their key; size 0 when samples have no key
     * @throws CampanileException if a file is absent or damaged
     */
    public EntityFeatures entities(FeatureSide side) {
        Schema schema = schema();
        if (!schema.hasKey(side)) {
            return EntityFeatures.none(0);
        }
        int size = schema.vocabulary(schema.key(side).vocabulary()).size();
        ColumnSet columns = ColumnSet.of(schema.entityFeatures(side));
        List<ShardInfo> files = side == FeatureSide.USER ? manifest.users() : manifest.items();
        boolean keyAlone = schema.entityFeatures(side).isEmpty();
        return keyAlone ? EntityFeatures.none(size) : new EntityReader(columns, size).read(store, files);
    }

    /**
     * How many training rows hold each value of a vocabulary, by index; each call reads them anew.
     *
     * @throws CampanileException if the file is absent or damaged
     * @throws IllegalArgumentException if there is no such vocabulary
     */
    public long[] counts(String vocabulary) {
        return VocabularyFile.readCounts(store, vocabularyFile(vocabulary));
    }

    /** The file of a vocabulary, for {@link VocabularyFile#read}. */
    public ShardInfo vocabularyFile(String vocabulary) {
        ShardInfo file = manifest.vocabularies().get(vocabulary);
        if (file == null) {
            throw new IllegalArgumentException("no vocabulary " + vocabulary);
        }
        return file;
    }

    /**
     * Reads the transform that made all numbers of raw values.
     *
     * @throws CampanileException if its file is absent, or not the one that the manifest names
     */
    public DatasetTransform transform() {
        return TransformFile.read(store, manifest.transform());
    }

    /**
     * The transform with its vocabularies, which are read into memory: what makes rows of a batch of raw rows.
     *
     * @param columns the features to be made
     * @throws CampanileException if a file is absent or damaged
     */
    public RowTransform rowTransform(ColumnSet columns) {
        return rowTransform(columns, text -> true);
    }

    /** The same for rows in which no other texts occur than the wanted ones: others are unknown to it. */
    public RowTransform rowTransform(ColumnSet columns, Predicate<String> wanted) {
        return new RowTransform(transform(), MemoryVocabularies.read(this, columns, wanted), columns);
    }

    /**
     * Reads every file and compares its checksum.
     *
     * @throws CampanileException naming the first damaged file
     */
    public void verify() {
        files().forEach(file -> ShardFiles.checkContents(store, file));
    }

    private Stream<ShardInfo> files() {
        return Stream.of(
                        manifest.train(),
                        manifest.validation(),
                        manifest.test(),
                        manifest.history(),
                        manifest.users(),
                        manifest.items(),
                        manifest.vocabularies().values())
                .flatMap(Collection::stream);
    }
}
