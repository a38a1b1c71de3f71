package org.campanile.core.tracking;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the files of one run go. The MLflow client is of no help here: it starts a Python {@code mlflow} for each file. */
sealed interface ArtifactTarget permits FolderArtifacts, HttpArtifacts, SignedUrlArtifacts {
    /** Stores a file under its path, with {@code /} between names; again is as good as once. */
    void put(String path, Path file) throws SendException;

    /**
     * The target of a run's artifact URI; refused when files cannot be brought there from here.
     *
     * @param limit how long a request may take beside what its file's size calls for
     */
    static ArtifactTarget of(MlflowApi.RemoteRun run, TrackingServer server, MlflowApi api, Duration limit)
            throws SendException {
        String uri = run.artifactUri();
        HttpUpload upload = new HttpUpload(limit);
        Optional<? extends ArtifactTarget> target;
        if (uri.startsWith(HttpArtifacts.SCHEME)) {
            target = HttpArtifacts.of(uri, server, upload);
        } else if (uri.startsWith("dbfs:")) {
            target = Optional.of(new SignedUrlArtifacts(api, run.id(), upload));
        } else {
            target = localFolder(uri).filter(folder -> isShared(folder, server)).map(FolderArtifacts::new);
        }
        return target.orElseThrow(() -> SendException.refused(
                "%s keeps its files at '%s', where they cannot be brought from here".formatted(server, uri)));
    }

    private static Optional<Path> localFolder(String artifactUri) {
        try {
            if (artifactUri.startsWith("/")) {
                return Optional.of(Path.of(artifactUri));
            }
            return Optional.of(URI.create(artifactUri))
                    .filter(uri -> "file".equals(uri.getScheme()))
                    .map(Path::of);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether the server means a folder of this machine: it runs here, or its root, above the folders of experiment and run,
     * is mounted here. Python's {@code mlruns} in the working folder is never written: its mere presence changes where
     * Python programs started there keep their runs.
     */
    private static boolean isShared(Path folder, TrackingServer server) {
        if (folder.normalize().startsWith(Path.of("mlruns").toAbsolutePath().normalize())) {
            return false;
        }
        Path root = folder.resolve("../../..").normalize();
        return isThisMachine(server) || (root.getNameCount() > 0 && Files.isDirectory(root));
    }

    private static boolean isThisMachine(TrackingServer server) {
        String host = URI.create(server.uri()).getHost();
        try {
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
