package org.campanile.serving.http;

import java.nio.file.Path;

/**
 * The service's certificate.
 *
 * @param keystore a PKCS 12 or JKS file with a key and its certificates
 * @param password of the file and the key
 */
public record TlsSettings(Path keystore, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return "TlsSettings[" + keystore + "]";
    }
}
