package org.campanile.spark.training;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.campanile.core.config.ConfigurationWriter;
import org.campanile.core.config.RunConfiguration;

/**
 * The identity of what is being trained: seed, model and training options. A checkpoint fits a run whose hash is the
 * same; the worker count, the number of epochs, evaluation and tracking may differ.
 */
final class ConfigurationHash {
    private ConfigurationHash() {}

    static String of(RunConfiguration configuration) {
        Map<String, String> options = new TreeMap<>(ConfigurationWriter.flatten(configuration));
        options.keySet().removeIf(key -> !isIdentity(key));
        return sha256(options.toString());
    }

    private static boolean isIdentity(String key) {
        boolean isTraining = key.startsWith("training.")
                && !key.equals("training.epochs")
                && !key.startsWith("training.checkpoint.");
        return key.equals("seed") || key.startsWith("model.") || isTraining;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
