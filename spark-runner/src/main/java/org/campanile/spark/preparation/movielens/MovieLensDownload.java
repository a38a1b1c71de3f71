package org.campanile.spark.preparation.movielens;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.LocalFileStore;

/**
 * Downloads a MovieLens archive and compares it with the MD5 sum that GroupLens publishes beside it under the same
 * address with {@code .md5} at its end.
 *
 * <p>No sum is pinned here: latest-small is replaced from time to time.
 */
final class MovieLensDownload {
    static final String ADDRESS = "https://files.grouplens.org/datasets/movielens/ml-latest-small.zip";

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(10);
    private static final Pattern MD5 = Pattern.compile("\\b[0-9a-fA-F]{32}\\b");

    private final String address;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    MovieLensDownload(String address) {
        this.address = address;
    }

    /** Fills a folder, which must not exist or be empty, with the archive's files; all of them or none. */
    void into(Path folder) {
        try {
            Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
            Path work = Files.createTempDirectory(parent, ".movielens-");
            try {
                Path archive = fetch(work.resolve("archive.zip"));
                Path unpacked = new ZipArchive(archive).unpackInto(work.resolve("unpacked"));
                Files.deleteIfExists(folder);
                Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                new LocalFileStore(work).delete("");
            }
        } catch (IOException failure) {
            throw unavailable(folder, String.valueOf(failure), failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw unavailable(folder, "interrupted", interrupt);
        }
    }

    private Path fetch(Path archive) throws IOException, InterruptedException {
        String expected = publishedSum();
        MessageDigest digest = md5();
        HttpResponse<InputStream> response = client.send(request(address), BodyHandlers.ofInputStream());
        try (InputStream body = new DigestInputStream(response.body(), digest)) {
            requireOk(response);
            Files.copy(body, archive);
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(expected)) {
            throw new IOException("its MD5 sum is " + actual + ", but " + address + ".md5 says " + expected);
        }
        return archive;
    }

    private String publishedSum() throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(address + ".md5"), BodyHandlers.ofString());
        requireOk(response);
        Matcher sum = MD5.matcher(response.body());
        if (!sum.find()) {
            throw new IOException(address + ".md5 holds no MD5 sum");
        }
        return sum.group().toLowerCase(Locale.ROOT);
    }

    private static HttpRequest request(String address) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(ANSWER_TIMEOUT)
                .build();
    }

    private static void requireOk(HttpResponse<?> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode());
        }
    }

    private CampanileException unavailable(Path folder, String why, Exception cause) {
        return new CampanileException(
                "MovieLens could not be downloaded (" + why + "): fetch " + address
                        + " by other means and unpack it so that " + folder.resolve("ratings.csv") + " exists.",
                cause);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has MD5", impossible);
        }
    }
}
