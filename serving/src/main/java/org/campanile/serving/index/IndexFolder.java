package org.campanile.serving.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.embedding.MappedBlocks;
import org.campanile.core.embedding.MappedTableWriter;
import org.campanile.core.evaluation.ItemVectors;
import org.campanile.core.storage.FileContent;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;

/**
 * An index as a folder of this machine.
 *
 * <pre>
 * index.json   the model's version, settings, measured recall, and the checksum of every other file
 * items.table  the item vectors in single precision, mapped into memory by whoever opens the index
 * items.graph  the graph, where the index is one
 * </pre>
 */
public final class IndexFolder {
    private static final String MANIFEST = "index.json";
    private static final String ITEMS = "items.table";
    static final String GRAPH = "items.graph";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private IndexFolder() {}

    /**
     * Writes an index under a temporary name beside the folder and renames it when it is whole; an index that is there is
     * replaced. One that finds too little stays beside the folder as {@code NAME.refused}: for the same model it is measured
     * anew by other settings of its searches, and only what would be built otherwise is built again.
     *
     * @param vectors      of all items, the unknown one included; stay the caller's
     * @param modelVersion version of the model that gave the vectors
     * @param queries      on which the recall is measured, at least one; such as users will ask
     * @return what was written
     * @throws CampanileException when the recall is below that of the settings; it says by which width of searches it is not.
     *     When a file cannot be written
     */
    public static IndexManifest write(
            Path folder, IndexSettings settings, ItemVectors vectors, String modelVersion, List<QueryVectors> queries) {
        return write(folder, settings, vectors, modelVersion, queries, IndexBuild.QUIET);
    }

    /** The same by more threads, or heard by a listener. */
    public static IndexManifest write(
            Path folder,
            IndexSettings settings,
            ItemVectors vectors,
            String modelVersion,
            List<QueryVectors> queries,
            IndexBuild build) {
        Check.that(!queries.isEmpty(), "there are no queries to measure the recall on");
        Path absolute = folder.toAbsolutePath();
        Path refused = absolute.resolveSibling(absolute.getFileName() + ".refused");
        try {
            if (isBuilt(refused, settings, modelVersion)) {
                IndexManifest manifest = searchBy(refused, settings, queries);
                replace(absolute, refused);
                return manifest;
            }
            Path incomplete = absolute.resolveSibling(absolute.getFileName() + ".incomplete");
            IndexManifest unmeasured = writeAnnounced(incomplete, settings, vectors, modelVersion, build);
            RecallCheck check = check(incomplete, settings, queries);
            IndexManifest manifest = check.measure(unmeasured);
            writeManifest(incomplete, manifest);
            if (!RecallCheck.passes(manifest)) {
                replace(refused, incomplete);
                throw check.renamed(refused).refusal(manifest);
            }
            replace(absolute, incomplete);
            delete(refused);
            return manifest;
        } catch (IOException e) {
            throw new CampanileException("The index cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isBuilt(Path folder, IndexSettings settings, String modelVersion) {
        if (!Files.exists(folder)) {
            return false;
        }
        IndexManifest present = manifest(folder);
        return present.modelVersion().equals(modelVersion) && present.settings().isBuiltAs(settings);
    }

    private static void replace(Path folder, Path by) throws IOException {
        delete(folder);
        siblings(folder)
                .rename(by.getFileName().toString(), folder.getFileName().toString());
    }

    private static void delete(Path folder) throws IOException {
        siblings(folder).delete(folder.getFileName().toString());
    }

    private static FileStore siblings(Path folder) {
        return new LocalFileStore(folder.resolveSibling(""));
    }

    private static RecallCheck check(Path folder, IndexSettings settings, List<QueryVectors> queries) {
        return RecallCheck.of(folder, items(folder), queries, settings.recallAt());
    }

    private static IndexManifest writeAnnounced(
            Path folder, IndexSettings settings, ItemVectors vectors, String modelVersion, IndexBuild build)
            throws IOException {
        build.listener().begin("indexing", settings.kind() == IndexKind.HNSW ? GraphBuild.work(vectors.items()) : 0);
        try {
            return writeFiles(folder, settings, vectors, modelVersion, build);
        } finally {
            build.listener().end();
        }
    }

    /** Everything but the manifest, which is returned without the recall. */
    private static IndexManifest writeFiles(
            Path folder, IndexSettings settings, ItemVectors vectors, String modelVersion, IndexBuild build)
            throws IOException {
        delete(folder);
        Files.createDirectories(folder);
        writeVectors(folder.resolve(ITEMS), vectors);
        MappedBlocks items = items(folder);
        if (settings.kind() == IndexKind.HNSW) {
            new GraphBuild(items, settings.hnsw(), build).write(folder.resolve(GRAPH));
        }
        FileStore store = new LocalFileStore(folder);
        Map<String, FileContent> files = new TreeMap<>();
        for (String file : store.list("")) {
            files.put(file, FileContent.of(store, file));
        }
        return new IndexManifest(
                IndexManifest.FORMAT_VERSION,
                modelVersion,
                items.rows(),
                items.dim(),
                settings,
                new MeasuredRecall(settings.recallAt(), 0, 0),
                files);
    }

    private static void writeManifest(Path folder, IndexManifest manifest) throws IOException {
        try (FileOutput out = new LocalFileStore(folder).create(MANIFEST)) {
            out.write(JSON.writeValueAsBytes(manifest));
        }
    }

    /**
     * Gives an index other settings of its searches, such as a wider walk, and measures its recall again. What is built
     * stays as it is; who has the index open searches as before.
     *
     * @param settings that {@linkplain IndexSettings#isBuiltAs build} the same index
     * @param queries  on which the recall is measured, at least one
     * @throws CampanileException when the recall is below that of the settings, then the folder is as before, or a file
     *     cannot be written
     */
    public static IndexManifest searchBy(Path folder, IndexSettings settings, List<QueryVectors> queries) {
        IndexManifest present = manifest(folder);
        Check.that(
                present.settings().isBuiltAs(settings),
                "%s was built by %s, not %s",
                folder,
                present.settings(),
                settings);
        RecallCheck check = check(folder, settings, queries);
        IndexManifest measured = check.measure(present.with(settings));
        if (!RecallCheck.passes(measured)) {
            throw check.refusal(measured);
        }
        try {
            writeManifest(folder, measured);
            return measured;
        } catch (IOException e) {
            throw new CampanileException("The index in " + folder + " cannot be changed: " + e.getMessage(), e);
        }
    }

    private static MappedBlocks items(Path folder) {
        return MappedBlocks.open(folder.resolve(ITEMS), FolderIndex.ITEMS_PER_BLOCK);
    }

    private static void writeVectors(Path file, ItemVectors vectors) {
        float[] vector = new float[vectors.length()];
        try (MappedTableWriter writer = new MappedTableWriter(file, vectors.items(), vectors.length())) {
            for (int item = 0; item < vectors.items(); item++) {
                vectors.get(item, vector);
                writer.append(vector);
            }
            writer.finish();
        }
    }

    /** Reads {@code index.json} alone. */
    public static IndexManifest manifest(Path folder) {
        FileStore store = new LocalFileStore(folder);
        String location = folder + "/" + MANIFEST;
        try {
            if (!store.exists(MANIFEST)) {
                throw new CampanileException("There is no index in " + folder + ": it has no " + MANIFEST
                        + "; write one by campanile export.");
            }
            try (InputStream in = store.read(MANIFEST)) {
                IndexManifest manifest = JSON.readValue(in, IndexManifest.class);
                if (manifest.formatVersion() != IndexManifest.FORMAT_VERSION) {
                    throw new CampanileException(location + " has format version " + manifest.formatVersion()
                            + ", but this Campanile reads version " + IndexManifest.FORMAT_VERSION
                            + ": write the index again.");
                }
                return manifest;
            }
        } catch (JsonProcessingException e) {
            throw new CampanileException(location + " is damaged: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CampanileException(location + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Opens an index for a model.
     *
     * @param modelVersion version of the model that gives the queries
     * @throws CampanileException when the index is of another model, is damaged, or cannot be read
     */
    public static VectorIndex open(Path folder, String modelVersion) {
        IndexManifest manifest = manifest(folder);
        if (!manifest.modelVersion().equals(modelVersion)) {
            throw new CampanileException("The index in " + folder + " holds item vectors of the model version "
                    + manifest.modelVersion() + ", but users would get vectors of the version " + modelVersion
                    + ": their products mean nothing; write the index of this model by campanile export.");
        }
        FileStore store = new LocalFileStore(folder);
        manifest.files().forEach((path, content) -> check(store, path, content));
        return manifest.settings().kind().open(manifest, folder, items(folder));
    }

    private static void check(FileStore folder, String path, FileContent content) {
        String location = folder.root() + "/" + path;
        try {
            if (!content.isIn(folder, path)) {
                throw new CampanileException(location + " is damaged: it does not match its checksum in " + MANIFEST
                        + "; copy the index again or write it again.");
            }
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new CampanileException(
                    location + " is missing: the index is not whole; copy it again or write it again.", e);
        } catch (IOException e) {
            throw new CampanileException(location + " cannot be read: " + e.getMessage(), e);
        }
    }
}
