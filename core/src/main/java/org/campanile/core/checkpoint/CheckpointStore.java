package org.campanile.core.checkpoint;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campanile.core.CampanileException;
import org.campanile.core.Check;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a run: folders {@code step-000000000123}, each whole or not there. A checkpoint is written under
 * another name and renamed when complete; every file's checksum is in its {@code checkpoint.json}.
 *
 * <p>One worker writes, any number reads. Used by one thread.
 */
public final class CheckpointStore {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);
    private static final String PREFIX = "step-";
    private static final String INCOMPLETE = "incomplete-";

    private final FileStore folder;
    private final int keep;

    /**
     * @param folder folder of the run's checkpoints; need not exist
     * @param keep   newest checkpoints that are kept; at least 1
     */
    public CheckpointStore(FileStore folder, int keep) {
        this.folder = folder;
        this.keep = Check.positive(keep, "keep");
    }

    /**
     * Writes a checkpoint, then deletes those beyond the newest {@code keep}.
     *
     * @throws CampanileException when the storage fails; checkpoints written before stay
     */
    public void save(CheckpointHeader header, ModelState state) {
        String name = PREFIX + "%012d".formatted(header.globalStep());
        try {
            folder.delete(INCOMPLETE + name);
            FileStore incomplete = folder.folder(INCOMPLETE + name);
            List<CheckpointFile> files = StateFiles.write(incomplete, state);
            Map<String, Integer> iterations = state.dense().stream()
                    .collect(Collectors.toMap(DenseParameters::name, DenseParameters::iteration));
            new CheckpointManifest(CheckpointManifest.FORMAT_VERSION, header, iterations, files).write(incomplete);
            folder.delete(name);
            folder.rename(INCOMPLETE + name, name);
            deleteOld();
        } catch (IOException e) {
            throw new CampanileException(
                    "The checkpoint " + name + " cannot be written to " + folder.root() + ": " + e.getMessage()
                            + "; make room or choose another output folder, then continue with --resume.",
                    e);
        }
    }

    /**
     * Takes over the newest checkpoint that is whole; a damaged one is passed over with a warning that names the file.
     *
     * @return the header of the checkpoint taken, or nothing when there is none
     * @throws CampanileException when a checkpoint belongs to another configuration or data set, or none of those there
     *     can be used
     */
    public Optional<CheckpointHeader> restoreNewest(ModelState state, String configurationHash, String dataHash) {
        List<String> names = names();
        for (String name : names) {
            FileStore checkpoint = folder.folder(name);
            try {
                CheckpointManifest manifest = CheckpointManifest.read(checkpoint);
                requireSame(manifest, configurationHash, dataHash, checkpoint);
                verify(manifest, checkpoint);
                StateFiles.read(checkpoint, state);
                state.dense().forEach(network -> network.setIteration(manifest.iterations().getOrDefault(network.name(), 0)));
                return Optional.of(manifest.header());
            } catch (IOException e) {
                LOG.warn("Checkpoint {} is damaged and passed over: {}", checkpoint.root(), e.getMessage());
            }
        }
        if (!names.isEmpty()) {
            throw new CampanileException("All checkpoints in " + folder.root()
                    + " are damaged; delete them to start training from the beginning.");
        }
        return Optional.empty();
    }

    private static void requireSame(
            CheckpointManifest manifest, String configurationHash, String dataHash, FileStore checkpoint) {
        if (manifest.formatVersion() != CheckpointManifest.FORMAT_VERSION) {
            throw new CampanileException("Checkpoint " + checkpoint.root() + " has format version "
                    + manifest.formatVersion() + ", this version reads " + CheckpointManifest.FORMAT_VERSION
                    + ": resume with the version that wrote it, or train anew.");
        }
        requireSame("model and training options", manifest.header().configurationHash(), configurationHash, checkpoint);
        requireSame("data set", manifest.header().dataHash(), dataHash, checkpoint);
    }

    private static void requireSame(String what, String found, String wanted, FileStore checkpoint) {
        if (!found.equals(wanted)) {
            throw new CampanileException("Checkpoint " + checkpoint.root() + " belongs to another " + what + " (hash "
                    + found + ", this run's is " + wanted + "): resume with the same, or train anew.");
        }
    }

    private static void verify(CheckpointManifest manifest, FileStore checkpoint) throws IOException {
        for (CheckpointFile file : manifest.files()) {
            if (!Checksums.sha256(checkpoint, file.path()).equals(file.sha256())) {
                throw new IOException("the checksum of " + file.path() + " is wrong");
            }
        }
    }

    /** Names of the complete checkpoints, newest first. */
    private List<String> names() {
        try {
            return folder.list("").stream()
                    .filter(name -> name.startsWith(PREFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new CampanileException(
                    "The checkpoints in " + folder.root() + " cannot be listed: " + e.getMessage() + ".", e);
        }
    }

    private void deleteOld() throws IOException {
        List<String> names = names();
        for (String old : names.subList(Math.min(keep, names.size()), names.size())) {
            folder.delete(old);
        }
    }
}
