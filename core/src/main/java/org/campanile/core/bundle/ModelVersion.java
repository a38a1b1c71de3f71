package org.campanile.core.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.campanile.core.embedding.TableState;
import org.campanile.core.model.ModelState;
import org.campanile.core.nn.DenseParameters;
import org.campanile.core.storage.Checksums;

/**
 * A model's identity as a short text. Equal parameters of the same model type, configuration and data give the same
 * version, on whatever machine and day; anything else gives another.
 */
final class ModelVersion {
    private static final int DIGITS = 16;

    private final MessageDigest digest = Checksums.sha256();

    private ModelVersion() {}

    static String of(String modelType, String configuration, String dataHash, ModelState state) {
        ModelVersion version = new ModelVersion();
        version.add(modelType);
        version.add(configuration);
        version.add(dataHash);
        state.dense().forEach(version::add);
        state.tables().forEach(version::add);
        return Checksums.hexadecimal(version.digest).substring(0, DIGITS);
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
    }

    private void add(DenseParameters network) {
        add(network.name());
        float[] parameters = new float[network.size()];
        network.readParameters(parameters);
        add(parameters, parameters.length);
    }

    private void add(TableState table) {
        add(table.name());
        float[] record = new float[table.dim() + table.stateSize()];
        for (int row = 0; row < table.rows(); row++) {
            table.readRecord(row, record, 0);
            add(record, table.dim());
        }
    }

    private void add(float[] numbers, int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES);
        bytes.asFloatBuffer().put(numbers, 0, count);
        digest.update(bytes);
    }
}
