package org.campanile.core.tracking;

import java.io.IOException;
import java.util.Optional;

/** The uploads by parts to one place that are not finished, kept in the run folder with what else is sent. For one thread. */
final class UnfinishedUploads {
    private final SentState sent;
    private final RunFolder folder;
    private final String server;
    private final String prefix;

    /**
     * @param sent   how far the server has been told; shared with whoever sends the rest
     * @param prefix the beginning of paths in the run folder that the place leaves out
     */
    UnfinishedUploads(SentState sent, RunFolder folder, String server, String prefix) {
        this.sent = sent;
        this.folder = folder;
        this.server = server;
        this.prefix = prefix;
    }

    Optional<UnfinishedUpload> find(String path) {
        return Optional.ofNullable(sent.uploads.get(prefix + path));
    }

    void keep(String path, UnfinishedUpload upload) throws SendException {
        sent.uploads.put(prefix + path, upload);
        save();
    }

    void forget(String path) throws SendException {
        if (sent.uploads.remove(prefix + path) != null) {
            save();
        }
    }

    private void save() throws SendException {
        try {
            sent.save(folder, server);
        } catch (IOException e) {
            throw SendException.later("%s cannot be written: %s".formatted(folder.path(), RunFiles.reason(e)), e);
        }
    }
}
