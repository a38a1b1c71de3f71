package org.campanile.core.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.embedding.OptimizerState;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.storage.FileStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run: folders {@code step-<global step>} that appear when they are whole.
 *
 * <p>All workers hold the same state after an averaging, so rank 0 alone saves, while every worker restores. Tables pass
 * through a small block; no array or file grows with them. Used by one thread.
 */
public final class CheckpointStore {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
    private static final long MAX_FILE_BYTES = 64L << 20;
    private static final String UNFINISHED = "unfinished-";

    private final FileStore folder;
    private final int keep;
    private final long maxFileBytes;

    /**
     * @param folder the folder of checkpoints; it need not exist
     * @param keep   newest checkpoints that are kept
     */
    public CheckpointStore(FileStore folder, int keep) {
        this(folder, keep, MAX_FILE_BYTES);
    }

    CheckpointStore(FileStore folder, int keep, long maxFileBytes) {
        this.folder = folder;
        this.keep = Check.positive(keep, "keep");
        this.maxFileBytes = maxFileBytes;
    }

    /**
     * Saves the state, then deletes all but the newest checkpoints. Those of later steps, from which training did not go
     * on, are deleted too.
     *
     * @throws CampanileException when it cannot be written
     */
    public void save(CheckpointHeader header, ModelState state) {
        String name = String.format(Locale.ROOT, "step-%012d", header.globalStep());
        String temporary = UNFINISHED + name + "-" + UUID.randomUUID();
        long start = System.nanoTime();
        try {
            new CheckpointWriter(folder.folder(temporary), maxFileBytes).write(header, state);
            publish(temporary, name);
        } catch (IOException e) {
            throw new CampanileException(
                    "Checkpoint " + folder.root() + "/" + name + " cannot be written: " + e.getMessage()
                            + "; make room or choose another output folder, then go on with --resume",
                    e);
        }
        LOG.info("saved checkpoint {} in {} ms", name, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        prune(name);
    }

    /* A checkpoint of the same step is there when training went on from an earlier one. */
    private void publish(String temporary, String name) throws IOException {
        if (folder.exists(name)) {
            folder.rename(name, UNFINISHED + "replaced-" + name + "-" + UUID.randomUUID());
        }
        folder.rename(temporary, name);
    }

    private void prune(String newest) {
        try {
            List<String> earlier = checkpoints().stream()
                    .filter(name -> name.compareTo(newest) <= 0)
                    .toList();
            List<String> kept = earlier.subList(Math.max(0, earlier.size() - keep), earlier.size());
            for (String name : folder.list("")) {
                if (name.startsWith(UNFINISHED) || (isCheckpoint(name) && !kept.contains(name))) {
                    folder.delete(name);
                }
            }
        } catch (IOException e) {
            LOG.warn("old checkpoints in {} cannot be deleted", folder.root(), e);
        }
    }

    /** Names of the whole checkpoints, oldest first. */
    private List<String> checkpoints() throws IOException {
        return folder.list("").stream().filter(CheckpointStore::isCheckpoint).toList();
    }

    private static boolean isCheckpoint(String name) {
        return name.matches("step-\\d{12}");
    }

    /**
     * Restores the newest checkpoint that is whole, at any number of workers. A damaged one is passed over with a
     * warning, and nothing of it is loaded.
     *
     * @return where training goes on; empty when there is no checkpoint, and then the state is unchanged
     * @throws CampanileException when the checkpoint belongs to another configuration, data set or model, when all are
     *     damaged, or when reading fails
     */
    public Optional<CheckpointHeader> restoreNewest(ModelState state, String configurationHash, String dataHash) {
        try {
            List<String> names = checkpoints();
            for (int i = names.size() - 1; i >= 0; i--) {
                try {
                    return Optional.of(restore(names.get(i), state, configurationHash, dataHash));
                } catch (DamagedCheckpointException e) {
                    LOG.warn(
                            "Checkpoint {}/{} is damaged: {}. Trying the one before.",
                            folder.root(),
                            names.get(i),
                            e.getMessage());
                }
            }
            if (!names.isEmpty()) {
                throw new CampanileException("All checkpoints in " + folder.root()
                        + " are damaged (the warnings name the files): delete the folder to start afresh");
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new CampanileException("Checkpoints in " + folder.root() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private CheckpointHeader restore(String name, ModelState state, String configurationHash, String dataHash)
            throws IOException, DamagedCheckpointException {
        FileStore checkpoint = folder.folder(name);
        CheckpointManifest manifest = CheckpointManifestFile.read(checkpoint);
        CheckpointHeader header = manifest.header();
        requireSame(checkpoint, "configuration", header.configurationHash(), configurationHash);
        requireSame(checkpoint, "data set", header.dataHash(), dataHash);
        requireSameOptimizers(checkpoint, manifest, state);
        requireSameShapes(checkpoint, manifest, state);
        CheckpointReader reader = new CheckpointReader(checkpoint);
        reader.verify(manifest);
        reader.restore(manifest, state);
        LOG.info(
                "restored checkpoint {} at epoch {}, step {}",
                checkpoint.root(),
                header.reader().epoch(),
                header.reader().step());
        return header;
    }

    private static void requireSame(FileStore checkpoint, String what, String saved, String present) {
        if (!saved.equals(present)) {
            throw new CampanileException(String.format(
                    "Checkpoint %s belongs to another %s (hash %s there, %s now): go on with the one it was made with, "
                            + "or choose another output folder to start afresh",
                    checkpoint.root(), what, saved, present));
        }
    }

    private static void requireSameOptimizers(FileStore checkpoint, CheckpointManifest manifest, ModelState state) {
        for (int i = 0; i < Math.min(manifest.tables().size(), state.tables().size()); i++) {
            SavedTable saved = manifest.tables().get(i);
            TableState table = state.tables().get(i);
            if (saved.differsInStateAlone(table)) {
                throw new CampanileException(String.format(
                        "Checkpoint %s was trained with another optimizer of embedding tables: table %s has the state of"
                                + " %s there, of %s now; go on with the training.sparse-optimizer it was made with, or"
                                + " choose another output folder to start afresh",
                        checkpoint.root(),
                        table.name(),
                        OptimizerState.optimizer(saved.stateSize(), saved.dim()),
                        OptimizerState.optimizer(table.stateSize(), table.dim())));
            }
        }
    }

    private static void requireSameShapes(FileStore checkpoint, CheckpointManifest manifest, ModelState state) {
        List<String> present = Stream.of(
                        state.dense().stream().map(SavedNetwork::shapeOf),
                        state.tables().stream().map(SavedTable::shapeOf),
                        state.vectors().stream().map(SavedVector::shapeOf))
                .flatMap(shapes -> shapes)
                .toList();
        if (!manifest.shapes().equals(present)) {
            throw new CampanileException(String.format(
                    "Checkpoint %s holds other parameters than this model: it has %s, the model has %s; "
                            + "choose another output folder to start afresh",
                    checkpoint.root(), manifest.shapes(), present));
        }
    }
}
