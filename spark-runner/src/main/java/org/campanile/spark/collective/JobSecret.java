package org.campanile.spark.collective;

import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the workers of one job know and nobody else does. The driver makes it and hands it out inside the closure of the
 * barrier stage; it is never logged or stored. Immutable.
 */
public final class JobSecret implements Serializable {
    /** Bytes of a secret, a challenge and a proof. */
    static final int LENGTH = 32;

    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;

    private JobSecret(byte[] key) {
        this.key = key;
    }

    /** A new random secret. */
    public static JobSecret generate() {
        return new JobSecret(challenge());
    }

    /** Random bytes that were never used before. */
    public static byte[] challenge() {
        byte[] bytes = new byte[LENGTH];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The proof that its maker knows this secret: HMAC-SHA256 of the purpose and the message. */
    public byte[] proof(Purpose purpose, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(purpose.code);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether the proof is right; takes the same time wherever it is wrong. */
    public boolean accepts(Purpose purpose, byte[] message, byte[] proof) {
        return MessageDigest.isEqual(proof(purpose, message), proof);
    }

    @Override
    public String toString() {
        return "JobSecret[hidden]";
    }

    /** What a proof is for: one given for one purpose is of no use for another. */
    public enum Purpose {
        /** Links between workers. */
        RENDEZVOUS(1),
        /** Workers' reports to the driver. */
        REPORT(2);

        private final byte code;

        Purpose(int code) {
            this.code = (byte) code;
        }
    }
}
