package org.campanile.serving.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.campanile.core.CampanileException;
import org.campanile.serving.http.AccessSettings;
import org.campanile.serving.http.AccessSettings.Protection;
import org.campanile.serving.http.TlsSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may call the service, and how what is said is kept secret. Secrets are never arguments, which other users can see. */
final class AccessOptions {
    @Option(
            names = "--token-env",
            paramLabel = "NAME",
            description =
                    "Environment variable that holds the bearer token. Without a token calls that change what is served"
                            + " are refused.")
    private @Nullable String tokenVariable;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File that holds the bearer token, instead.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--protect",
            paramLabel = "CALLS",
            defaultValue = "admin",
            description = "Calls that need the token: admin, those that change what is served, or all but health and"
                    + " documentation (default: ${DEFAULT-VALUE}).")
    private Protection protection = Protection.ADMIN;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "PKCS 12 or JKS file with the key and certificates for HTTPS (default: plain HTTP).")
    private @Nullable Path keystore;

    @Option(
            names = "--tls-password-env",
            paramLabel = "NAME",
            defaultValue = "CAMPANILE_KEYSTORE_PASSWORD",
            description = "Environment variable that holds the keystore's password (default: ${DEFAULT-VALUE}).")
    private String passwordVariable = "";

    AccessSettings access(Map<String, String> environment) {
        return new AccessSettings(token(environment), protection);
    }

    private String token(Map<String, String> environment) {
        if (tokenVariable != null && tokenFile != null) {
            throw new CampanileException("Both --token-env and --token-file are given: choose one.");
        }
        if (tokenVariable != null) {
            return required(environment, tokenVariable, "--token-env");
        }
        return tokenFile == null ? "" : read(tokenFile);
    }

    private static String read(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new CampanileException("The file " + file + " of --token-file is empty.");
            }
            return token;
        } catch (IOException e) {
            throw new CampanileException("The file " + file + " of --token-file cannot be read: " + e.getMessage(), e);
        }
    }

    Optional<TlsSettings> tls(Map<String, String> environment) {
        if (keystore == null) {
            return Optional.empty();
        }
        if (!Files.isReadable(keystore)) {
            throw new CampanileException("The file " + keystore + " of --tls-keystore cannot be read.");
        }
        return Optional.of(new TlsSettings(keystore, required(environment, passwordVariable, "--tls-password-env")));
    }

    private static String required(Map<String, String> environment, String variable, String option) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            throw new CampanileException(
                    "The environment variable " + variable + " that " + option + " names is not set.");
        }
        return value;
    }
}
