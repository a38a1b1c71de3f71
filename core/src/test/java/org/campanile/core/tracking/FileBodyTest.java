package org.campanile.core.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileBodyTest {
    private final List<String> received = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private void send(FakeMlflow server, FileBody body) throws SendException {
        new HttpUpload(Duration.ofSeconds(20))
                .send("PUT", URI.create(server.uri() + "/x"), Map.of(), body.publisher(), body.size());
    }

    @Test
    void aFileThatIsReplacedIsSentAsItWasWhenItWasOpened() throws Exception {
        Path file = Files.writeString(folder.resolve("summary.json"), "running");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        try (FakeMlflow server = new FakeMlflow();
                FileBody body = new FileBody(file);
                FileBody nothing = new FileBody(empty)) {
            server.fail("/x", 3, (exchange, bytes) -> {
                received.add(new String(bytes, StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            });
            RunFiles.replace(file, "finished, and longer");

            send(server, body);
            send(server, body);
            send(server, nothing);
        }

        assertThat(received).containsExactly("running", "running", "");
    }
}
