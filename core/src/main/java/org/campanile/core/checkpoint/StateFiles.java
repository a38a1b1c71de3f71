package org.campanile.core.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.storage.FileStore;

/**
 * The files of a model's state: {@code dense/NAME.parameters}, {@code dense/NAME.updater} and
 * {@code tables/NAME/part-00000} and on, of at most 64 MiB, with a row's record after the other.
 */
final class StateFiles {
    private static final int PART_NUMBERS = 1 << 24;

    private StateFiles() {}

    static List<CheckpointFile> write(FileStore folder, ModelState state) throws IOException {
        List<CheckpointFile> files = new ArrayList<>();
        for (DenseParameters network : state.dense()) {
            float[] parameters = new float[network.size()];
            network.readParameters(parameters);
            files.add(write(folder, parametersPath(network), parameters));
            float[] updater = new float[network.updaterStateSize()];
            network.readUpdaterState(updater);
            files.add(write(folder, updaterPath(network), updater));
        }
        for (TableState table : state.tables()) {
            for (Part part : parts(table)) {
                files.add(part.write(folder));
            }
        }
        return files;
    }

    static void read(FileStore folder, ModelState state) throws IOException {
        for (DenseParameters network : state.dense()) {
            network.writeParameters(read(folder, parametersPath(network), network.size()));
            network.writeUpdaterState(read(folder, updaterPath(network), network.updaterStateSize()));
        }
        for (TableState table : state.tables()) {
            for (Part part : parts(table)) {
                part.read(folder);
            }
        }
    }

    private static String parametersPath(DenseParameters network) {
        return "dense/" + network.name() + ".parameters";
    }

    private static String updaterPath(DenseParameters network) {
        return "dense/" + network.name() + ".updater";
    }

    private static CheckpointFile write(FileStore folder, String path, float[] values) throws IOException {
        return FloatFiles.write(
                folder,
                path,
                values.length,
                1,
                (first, count, piece) -> System.arraycopy(values, (int) first, piece, 0, count));
    }

    private static float[] read(FileStore folder, String path, int size) throws IOException {
        float[] values = new float[size];
        FloatFiles.read(
                folder,
                path,
                size,
                1,
                (first, count, piece) -> System.arraycopy(piece, 0, values, (int) first, count));
        return values;
    }

    private static List<Part> parts(TableState table) {
        int recordSize = table.dim() + table.stateSize();
        int rowsPerPart = Math.max(1, PART_NUMBERS / recordSize);
        List<Part> parts = new ArrayList<>();
        for (int row = 0; row < table.rows(); row += rowsPerPart) {
            String path = "tables/%s/part-%05d".formatted(table.name(), parts.size());
            parts.add(new Part(table, path, row, Math.min(rowsPerPart, table.rows() - row), recordSize));
        }
        return parts;
    }

    /** Some rows of a table in a file of their own. */
    private record Part(TableState table, String path, int firstRow, int rows, int recordSize) {
        CheckpointFile write(FileStore folder) throws IOException {
            return FloatFiles.write(folder, path, numbers(), recordSize, (first, count, piece) -> {
                int row = firstRow + (int) (first / recordSize);
                for (int i = 0; i < count; i += recordSize) {
                    table.readRecord(row++, piece, i);
                }
            });
        }

        void read(FileStore folder) throws IOException {
            FloatFiles.read(folder, path, numbers(), recordSize, (first, count, piece) -> {
                int row = firstRow + (int) (first / recordSize);
                for (int i = 0; i < count; i += recordSize) {
                    table.writeRecord(row++, piece, i);
                }
            });
        }

        private long numbers() {
            return (long) rows * recordSize;
        }
    }
}
