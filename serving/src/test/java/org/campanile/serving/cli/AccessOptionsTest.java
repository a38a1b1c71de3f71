package org.campanile.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.campanile.core.CampanileException;
import org.campanile.serving.http.TlsSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AccessOptionsTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    private static AccessOptions options(String... arguments) {
        AccessOptions options = new AccessOptions();
        new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return options;
    }

    private static void refused(Runnable access, String sentence) {
        assertThatThrownBy(access::run).isInstanceOf(CampanileException.class).hasMessage(sentence);
    }

    @Test
    void theTokenComesFromTheEnvironmentOrAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

        assertThat(options("--token-env", "T").access(Map.of("T", TOKEN)).token())
                .isEqualTo(TOKEN);
        assertThat(options("--token-file", file.toString()).access(Map.of()).token())
                .isEqualTo(TOKEN);
        assertThat(options().access(Map.of()).token()).isEmpty();
    }

    @Test
    void aTokenThatIsNotThereIsNamed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty"), " \n");
        Path absent = folder.resolve("absent");

        refused(
                () -> options("--token-env", "T").access(Map.of()),
                "The environment variable T that --token-env names is not set.");
        refused(
                () -> options("--token-env", "T", "--token-file", "f").access(Map.of("T", TOKEN)),
                "Both --token-env and --token-file are given: choose one.");
        refused(
                () -> options("--token-file", empty.toString()).access(Map.of()),
                "The file " + empty + " of --token-file is empty.");
        assertThatThrownBy(() -> options("--token-file", absent.toString()).access(Map.of()))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("The file " + absent + " of --token-file cannot be read: ");
    }

    @Test
    void aKeystoreComesWithAPasswordFromTheEnvironment() throws IOException {
        Path keystore = Files.writeString(folder.resolve("keystore"), "");
        AccessOptions options = options("--tls-keystore", keystore.toString());

        assertThat(options.tls(Map.of("CAMPANILE_KEYSTORE_PASSWORD", "p"))).contains(new TlsSettings(keystore, "p"));
        assertThat(options().tls(Map.of())).isEmpty();
        refused(
                () -> options.tls(Map.of()),
                "The environment variable CAMPANILE_KEYSTORE_PASSWORD that --tls-password-env names is not set.");
        refused(
                () -> options("--tls-keystore", folder.resolve("absent").toString())
                        .tls(Map.of()),
                "The file " + folder.resolve("absent") + " of --tls-keystore cannot be read.");
    }
}
