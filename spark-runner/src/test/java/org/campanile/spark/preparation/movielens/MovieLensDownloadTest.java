package org.campanile.spark.preparation.movielens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.campanile.spark.preparation.PreparationFixture.names;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.campanile.core.CampanileException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server in this process. */
class MovieLensDownloadTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private String address;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        address = "http://127.0.0.1:" + server.getAddress().getPort() + "/ml-latest-small.zip";
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void archiveIsUnpackedWithoutItsTopFolder() throws Exception {
        byte[] archive = zip(Map.of("ml-latest-small/ratings.csv", "1,2,3,4", "ml-latest-small/more/links.csv", "5"));
        serve("/ml-latest-small.zip", archive);
        serve("/ml-latest-small.zip.md5", "MD5 (ml-latest-small.zip) = " + md5(archive) + "\n");

        new MovieLensDownload(address).into(folder.resolve("data/small"));

        assertThat(folder.resolve("data/small/ratings.csv")).hasContent("1,2,3,4");
        assertThat(folder.resolve("data/small/more/links.csv")).hasContent("5");
        assertThat(names(folder.resolve("data"))).as("nothing else is left").containsExactly("small");
    }

    @Test
    void archivesThatDoNotMatchTheirSumAreThrownAway() throws Exception {
        byte[] archive = zip(Map.of("ratings.csv", "1"));
        serve("/ml-latest-small.zip", archive);
        serve("/ml-latest-small.zip.md5", "0123456789abcdef0123456789abcdef  ml-latest-small.zip");

        assertThatThrownBy(() -> new MovieLensDownload(address).into(folder.resolve("small")))
                .isInstanceOf(CampanileException.class)
                .hasMessage("MovieLens could not be downloaded (java.io.IOException: its MD5 sum is " + md5(archive)
                        + ", but " + address + ".md5 says 0123456789abcdef0123456789abcdef): fetch " + address
                        + " by other means and unpack it so that " + folder.resolve("small/ratings.csv") + " exists.");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void entriesThatLeadOutOfTheArchiveAreRefused() throws Exception {
        byte[] archive = zip(Map.of("../../evil.txt", "1"));
        serve("/ml-latest-small.zip", archive);
        serve("/ml-latest-small.zip.md5", md5(archive));

        assertThatThrownBy(() -> new MovieLensDownload(address).into(folder.resolve("small")))
                .hasMessageContaining("the entry ../../evil.txt of archive.zip leads out of the archive");
        assertThat(names(folder)).isEmpty();
        assertThat(folder.resolveSibling("evil.txt")).doesNotExist();
    }

    @Test
    void serversThatRefuseAreNamed() {
        assertThatThrownBy(() -> new MovieLensDownload(address).into(folder.resolve("small")))
                .isInstanceOf(CampanileException.class)
                .hasMessageContaining(address + ".md5 answered 404")
                .hasMessageContaining("unpack it so that " + folder.resolve("small/ratings.csv") + " exists");
    }

    @Test
    void noNetworkIsNamed() {
        server.stop(0);

        assertThatThrownBy(() -> new MovieLensDownload(address).into(folder.resolve("small")))
                .isInstanceOf(CampanileException.class)
                .hasMessageStartingWith("MovieLens could not be downloaded (java.net.ConnectException");
    }

    private void serve(String path, String text) {
        serve(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(String path, byte[] body) {
        server.createContext(path, exchange -> {
            boolean exact = exchange.getRequestURI().getPath().equals(path);
            exchange.sendResponseHeaders(exact ? 200 : 404, exact ? body.length : -1);
            if (exact) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            files.forEach((name, text) -> {
                try {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(text.getBytes(StandardCharsets.UTF_8));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
        return bytes.toByteArray();
    }

    private static String md5(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }
}
