package org.campanile.spark.training;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Proof that a worker knows the job's secret without sending it: HMAC-SHA256 of the driver's nonce. */
final class ReportSecret {
    private static final int NONCE_BYTES = 32;

    private ReportSecret() {}

    static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String proof(String secret, String nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(nonce.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** Compares in constant time. */
    static boolean proves(String secret, String nonce, @Nullable String answer) {
        return answer != null
                && MessageDigest.isEqual(
                        proof(secret, nonce).getBytes(StandardCharsets.UTF_8),
                        answer.getBytes(StandardCharsets.UTF_8));
    }
}
