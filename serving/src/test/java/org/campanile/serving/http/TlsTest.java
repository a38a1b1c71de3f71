package org.campanile.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A key of the JDK's keytool, as operators of small services make one. */
@Timeout(60)
class TlsTest {
    private static final String PASSWORD = "of-this-test";

    @TempDir
    private static Path folder;

    private static Path keystore;

    @BeforeAll
    static void makeKey() throws IOException, InterruptedException {
        keystore = folder.resolve("service.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "service",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=service",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private static ServiceSettings settings(Path file, String password) {
        ServiceSettings plain = ServiceFixture.SETTINGS;
        return new ServiceSettings(
                plain.host(),
                plain.port(),
                Optional.of(new TlsSettings(file, password)),
                plain.access(),
                plain.limits(),
                plain.places(),
                plain.timeout(),
                plain.draining());
    }

    private static HttpClient trusting() throws Exception {
        KeyStore certificates = KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static HttpRequest recall(int port) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/rec/recall"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"top_k\": 1, \"hist_item\": [\"v1\"]}"))
                .build();
    }

    @Test
    void theServiceAnswersOverHttpsOnlyThoseWhoSpeakIt(@TempDir Path bundles) throws Exception {
        try (ServiceFixture service = new ServiceFixture(bundles, settings(keystore, PASSWORD))) {
            HttpResponse<String> answer = trusting().send(recall(service.port()), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"item_id\":\"v2\"");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
            // The usual authorities did not sign the key.
            HttpClient usual = HttpClient.newHttpClient();
            assertThatThrownBy(() -> usual.send(recall(service.port()), HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
            assertThat(plain(service.port())).doesNotContain("HTTP/1.1 200");
        }
    }

    /* What comes back to a request that is not encrypted. */
    private static String plain(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aKeystoreThatCannotBeOpenedIsToldWithoutThePassword() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no key");
        assertThatThrownBy(() -> new HttpServer(settings(keystore, "another-password")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("The keystore " + keystore + " cannot be used, with the password given: ")
                .hasMessageNotContaining("another-password");
        assertThatThrownBy(() -> new HttpServer(settings(text, PASSWORD)))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("The keystore " + text + " cannot be used, with the password given: ");
        assertThat(settings(keystore, PASSWORD).toString()).doesNotContain(PASSWORD);
    }
}
