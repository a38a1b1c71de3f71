package org.campanile.examples.benchmarks.workload;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.campanile.core.batch.Batch;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;

/**
 * Arrays as other programs read them: a file of little-endian numbers of 32 bits for each, {@code NAME.bin}, and their shapes
 * in {@code parity.json}. Networks are flat vectors, layer by layer the weights {@code [outputs, inputs]} and the biases
 * {@code [outputs]}; tables are {@code [rows, dim]}. Used by one thread.
 */
final class ParityFiles {
    private final Path folder;
    private final Map<String, List<Integer>> shapes = new LinkedHashMap<>();

    ParityFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes all parameters under their names. */
    void parameters(ModelState state) {
        for (DenseParameters network : state.dense()) {
            float[] parameters = new float[network.size()];
            network.readParameters(parameters);
            write(network.name(), floats(parameters), List.of(parameters.length));
        }
        for (TableState table : state.tables()) {
            write(table.name(), weights(table), List.of(table.rows(), table.dim()));
        }
    }

    private static ByteBuffer weights(TableState table) {
        ByteBuffer bytes = buffer(table.rows() * table.dim());
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, record, 0);
            for (int d = 0; d < table.dim(); d++) {
                bytes.putFloat(record[d]);
            }
        }
        return bytes;
    }

    /** Writes {@code batch-dense-N} {@code [batch, dense]}, {@code batch-ids-N} {@code [features, batch]} and {@code batch-labels-N}. */
    void batches(List<Batch> batches) {
        for (int number = 0; number < batches.size(); number++) {
            Batch batch = batches.get(number);
            int size = batch.size();
            int dense = batch.columns().dense().size();
            int features = batch.columns().categorical().size();
            ByteBuffer ids = buffer(features * size);
            for (int feature = 0; feature < features; feature++) {
                for (int row = 0; row < size; row++) {
                    ids.putInt(batch.categorical(feature)[row]);
                }
            }
            write("batch-dense-" + number, floats(batch.dense()), List.of(size, dense));
            write("batch-ids-" + number, ids, List.of(features, size));
            write("batch-labels-" + number, floats(batch.labels()), List.of(size));
        }
    }

    /** Writes {@code parity.json}, with which the folder is whole. */
    void finish(String model, double[] losses) {
        try {
            Files.write(
                    folder.resolve("parity.json"),
                    new ObjectMapper().writeValueAsBytes(Map.of("model", model, "arrays", shapes, "losses", losses)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, ByteBuffer bytes, List<Integer> shape) {
        try {
            Files.createDirectories(folder);
            try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".bin"))) {
                Channels.newChannel(out).write(bytes.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shapes.put(name, shape);
    }

    private static ByteBuffer floats(float[] values) {
        ByteBuffer bytes = buffer(values.length);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes;
    }

    private static ByteBuffer buffer(int numbers) {
        return ByteBuffer.allocate(Integer.BYTES * numbers).order(ByteOrder.LITTLE_ENDIAN);
    }
}
