package org.campanile.serving.store;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL 18 with pgvector, compiled to WebAssembly and run by Node.js: a real engine where none can be installed. One
 * session serves all connections: statements follow one another, and while one connection is in a transaction the others
 * wait.
 */
final class PgliteServer implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "pglite").toAbsolutePath();
    private static final String PORT = "port ";

    private final Process process;
    private final int port;

    private PgliteServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Installs the packages below {@code target} if they are not there, and starts; aborts the test where that cannot be. */
    static PgliteServer start() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        copy("package.json");
        copy("pglite-server.mjs");
        if (!Files.exists(FOLDER.resolve("node_modules/@electric-sql/pglite-pgvector"))) {
            install();
        }
        return launch();
    }

    private static void copy(String name) throws IOException {
        try (InputStream in = PgliteServer.class.getResourceAsStream(name)) {
            Files.copy(in, FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void install() throws IOException, InterruptedException {
        File log = FOLDER.resolve("npm.log").toFile();
        try {
            Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log)
                    .start();
            if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroyForcibly();
                skip("npm cannot install PGlite, see " + log);
            }
        } catch (IOException e) {
            skip("there is no npm: " + e.getMessage());
        }
    }

    private static PgliteServer launch() throws IOException {
        Process process = new ProcessBuilder("node", "pglite-server.mjs")
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith(PORT)) {
            process.destroyForcibly();
            skip("PGlite does not start: " + line);
        }
        return new PgliteServer(process, Integer.parseInt(line.substring(PORT.length())));
    }

    private static void skip(String reason) {
        System.out.println("Tests with pgvector are skipped: " + reason);
        abort(reason);
    }

    /* Connections share one session: a statement must be one message, which the simple protocol makes it. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable&preferQueryMode=simple";
    }

    @Override
    public void close() throws IOException {
        // Node ends with its standard input.
        process.getOutputStream().close();
    }
}
