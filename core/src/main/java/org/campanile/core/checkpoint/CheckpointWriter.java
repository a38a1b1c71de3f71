package org.campanile.core.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.model.StateVector;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.storage.FileStore;

/** Writes one checkpoint to an empty folder. */
final class CheckpointWriter {
    private final FileStore checkpoint;
    private final RecordFiles files;

    CheckpointWriter(FileStore checkpoint, long maxFileBytes) {
        this.checkpoint = checkpoint;
        this.files = new RecordFiles(checkpoint, maxFileBytes);
    }

    void write(CheckpointHeader header, ModelState state) throws IOException {
        List<SavedNetwork> networks = new ArrayList<>();
        for (DenseParameters network : state.dense()) {
            networks.add(write(network, folder("networks", networks.size(), network.name())));
        }
        List<SavedTable> tables = new ArrayList<>();
        for (TableState table : state.tables()) {
            tables.add(write(table, folder("tables", tables.size(), table.name())));
        }
        List<SavedVector> vectors = new ArrayList<>();
        for (StateVector vector : state.vectors()) {
            vectors.add(write(vector, folder("vectors", vectors.size(), vector.name())));
        }
        CheckpointManifestFile.write(
                checkpoint,
                new CheckpointManifest(CheckpointManifest.FORMAT_VERSION, header, networks, tables, vectors, ""));
    }

    /* The number keeps folders apart; the name, which may hold any character, is for people. */
    private static String folder(String kind, int number, String name) {
        return String.format(Locale.ROOT, "%s/%03d-%s", kind, number, name.replaceAll("[^A-Za-z0-9_-]", "_"));
    }

    private SavedNetwork write(DenseParameters network, String folder) throws IOException {
        float[] vector = new float[Math.max(network.size(), network.updaterStateSize())];
        network.readParameters(vector);
        List<SavedFile> parameters = write(folder + "/parameters", vector, network.size());
        network.readUpdaterState(vector);
        List<SavedFile> updaterState = write(folder + "/optimizer-state", vector, network.updaterStateSize());
        return new SavedNetwork(
                network.name(),
                network.size(),
                network.updaterStateSize(),
                network.iteration(),
                parameters,
                updaterState);
    }

    private SavedVector write(StateVector vector, String folder) throws IOException {
        int size = vector.values().length;
        return new SavedVector(vector.name(), size, write(folder + "/values", vector.values(), size));
    }

    private List<SavedFile> write(String prefix, float[] vector, int length) throws IOException {
        return files.write(
                prefix, length, 1, (first, count, block) -> System.arraycopy(vector, first, block, 0, count));
    }

    private SavedTable write(TableState table, String folder) throws IOException {
        int width = table.dim() + table.stateSize();
        List<SavedFile> records = files.write(folder + "/records", table.rows(), width, (first, count, block) -> {
            for (int i = 0; i < count; i++) {
                table.readRecord(first + i, block, i * width);
            }
        });
        return new SavedTable(table.name(), table.rows(), table.dim(), table.stateSize(), records);
    }
}
