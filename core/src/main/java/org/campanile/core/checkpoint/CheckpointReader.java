package org.campanile.core.checkpoint;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.storage.Checksums;
import org.campanile.core.storage.FileStore;

/** Reads one checkpoint. */
final class CheckpointReader {
    private final FileStore checkpoint;
    private final RecordFiles files;

    CheckpointReader(FileStore checkpoint) {
        this.checkpoint = checkpoint;
        this.files = new RecordFiles(checkpoint, Long.MAX_VALUE);
    }

    /** Throws unless every file is what was written. */
    void verify(CheckpointManifest manifest) throws IOException, DamagedCheckpointException {
        for (SavedFile file : (Iterable<SavedFile>) manifest.files()::iterator) {
            try {
                verify(file);
            } catch (NoSuchFileException | FileNotFoundException e) {
                throw new DamagedCheckpointException(file.path(), "is missing");
            }
        }
    }

    private void verify(SavedFile file) throws IOException, DamagedCheckpointException {
        long bytes = checkpoint.size(file.path());
        if (bytes != file.bytes()) {
            throw new DamagedCheckpointException(file.path(), "has " + bytes + " bytes instead of " + file.bytes());
        }
        if (!Checksums.sha256(checkpoint, file.path()).equals(file.sha256())) {
            throw new DamagedCheckpointException(file.path(), "is not what was written: its checksum differs");
        }
    }

    /** Replaces the state, which must have the shapes of the checkpoint. */
    void restore(CheckpointManifest manifest, ModelState state) throws IOException {
        for (int i = 0; i < state.dense().size(); i++) {
            restore(manifest.networks().get(i), state.dense().get(i));
        }
        for (int i = 0; i < state.tables().size(); i++) {
            restore(manifest.tables().get(i).records(), state.tables().get(i));
        }
        for (int i = 0; i < state.vectors().size(); i++) {
            read(manifest.vectors().get(i).values(), state.vectors().get(i).values());
        }
    }

    private void restore(SavedNetwork saved, DenseParameters network) throws IOException {
        float[] vector = new float[Math.max(saved.size(), saved.updaterStateSize())];
        read(saved.parameters(), vector);
        network.writeParameters(vector);
        read(saved.updaterState(), vector);
        network.writeUpdaterState(vector);
        network.setIteration(saved.iteration());
    }

    private void read(List<SavedFile> saved, float[] vector) throws IOException {
        files.read(saved, 1, (first, count, block) -> System.arraycopy(block, 0, vector, first, count));
    }

    private void restore(List<SavedFile> records, TableState table) throws IOException {
        int width = table.dim() + table.stateSize();
        files.read(records, width, (first, count, block) -> {
            for (int i = 0; i < count; i++) {
                table.writeRecord(first + i, block, i * width);
            }
        });
        table.clearTouched();
    }
}
