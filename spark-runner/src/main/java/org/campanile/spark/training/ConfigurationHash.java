package org.campanile.spark.training;

import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RunConfiguration;
import org.campanile.core.storage.Checksums;

/**
 * The identity of what is being trained: seed, model and training options. A checkpoint fits a run whose hash is the
 * same; the worker count, the number of epochs, evaluation and tracking may differ.
 */
final class ConfigurationHash {
    private ConfigurationHash() {}

    static String of(RunConfiguration configuration) {
        Map<String, String> options = new TreeMap<>(ConfigurationWriter.flatten(configuration));
        options.keySet().removeIf(key -> !isIdentity(key));
        return Checksums.sha256(options.toString());
    }

    private static boolean isIdentity(String key) {
        boolean isTraining = key.startsWith("training.")
                && !key.equals("training.epochs")
                && !key.startsWith("training.checkpoint.");
        return key.equals("seed") || key.startsWith("model.") || isTraining;
    }
}
