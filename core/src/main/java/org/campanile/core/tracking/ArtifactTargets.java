package org.campanile.core.tracking;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds out where the files of a run and of its logged model go.
 *
 * @param calls     requests to the server
 * @param sent      how far the server has been told; shared with whoever sends the rest
 * @param limit     how long a request may take beside what its file's size calls for
 * @param partBytes size of the parts in which large files go, where they do; S3 wants at least 5 MiB
 */
record ArtifactTargets(
        RunFolder folder, TrackingServer server, MlflowCalls calls, SentState sent, Duration limit, int partBytes) {

    /** Held in memory one at a time; S3 takes 10,000. */
    static final int PART_BYTES = 16 << 20;

    /**
     * The target of files; refused when they cannot be brought there from here.
     *
     * @param prefix the beginning of paths in the run folder that the target leaves out
     */
    ArtifactTarget of(ArtifactOwner owner, String prefix) throws SendException {
        String uri = owner.artifactUri();
        HttpUpload upload = new HttpUpload(limit);
        UnfinishedUploads unfinished = new UnfinishedUploads(sent, folder, server.uri(), prefix);
        Optional<? extends ArtifactTarget> target;
        if (uri.startsWith(HttpArtifacts.SCHEME)) {
            target = HttpArtifacts.of(uri, server, upload, unfinished, partBytes);
        } else if (uri.startsWith(SignedUrlArtifacts.SCHEME)) {
            target = Optional.of(new SignedUrlArtifacts(calls, owner, upload, unfinished, partBytes));
        } else {
            target = localFolder(uri).filter(place -> isShared(place, server)).map(FolderArtifacts::new);
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
