package org.campanile.core.tracking;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes large files in parts to an object store, with an address for each part. A part that has arrived is not sent again
 * when a later one fails; nor by another process, where the store lets us go on with what this one has left.
 *
 * <p>What is needed to go on is kept in the run folder after each part. Addresses are not: whoever has one may write there.
 * For one thread.
 */
final class MultipartArtifacts {
    private static final Logger LOG = LoggerFactory.getLogger(MultipartArtifacts.class);

    /** A store that does not put together what it has so often has it no more, or has done so already. */
    private static final int MOST_COMPLETIONS = 3;

    /** Fewer where the parts are of another process and may have been cleared away, so that {@code runs sync} begins anew. */
    private static final int MOST_COMPLETIONS_RESUMED = 2;

    private final HttpUpload upload;
    private final PartStore store;
    private final UnfinishedUploads unfinished;
    private final int partBytes;
    private final Map<String, PartialFile> partials = new HashMap<>();
    private boolean hasArrived;
    private boolean isOff;

    /** @param partBytes size of all parts but the last; S3 wants at least 5 MiB */
    MultipartArtifacts(HttpUpload upload, PartStore store, UnfinishedUploads unfinished, int partBytes) {
        this.upload = upload;
        this.store = store;
        this.unfinished = unfinished;
        this.partBytes = partBytes;
    }

    /**
     * Sends a file, or goes on with it.
     *
     * @return whether it is there; not where the server's store takes no parts, or is out of reach from here
     */
    boolean put(String path, Path file) throws SendException, IOException {
        if (isOff) {
            return false;
        }
        PartialFile partial = partial(path, file);
        if (partial == null) {
            return false;
        }
        try {
            sendParts(partial, file);
            partial.completions++;
            partial.upload.complete(partial.state.parts());
        } catch (SendException e) {
            return fail(partial, e);
        }
        partials.remove(path);
        unfinished.forget(path);
        return true;
    }

    private @Nullable PartialFile partial(String path, Path file) throws SendException, IOException {
        PartialFile known = partials.get(path);
        if (known != null && known.isOf(file)) {
            return known;
        }
        if (known != null) {
            abandon(known);
        }
        Optional<UnfinishedUpload> left = unfinished.find(path);
        PartialFile resumed = left.isEmpty() ? null : resume(path, file, left.get());
        return resumed != null ? resumed : begin(path, file);
    }

    /** Goes on with what an earlier process has left, unless there is nothing to go on with. */
    private @Nullable PartialFile resume(String path, Path file, UnfinishedUpload left)
            throws SendException, IOException {
        boolean isOfUse = left.partBytes() == partBytes && !left.parts().isEmpty() && left.isOf(file);
        Optional<PartUpload> again = isOfUse ? known(path, left) : Optional.empty();
        if (again.isEmpty()) {
            unfinished.forget(path);
            quietly(path, () -> store.discard(path, left));
            return null;
        }
        LOG.info("{} goes on with part {} of {}", path, left.parts().size() + 1, left.partCount());
        PartialFile partial = new PartialFile(path, file, again.get(), left);
        partial.mostCompletions = MOST_COMPLETIONS_RESUMED;
        partials.put(path, partial);
        hasArrived = true;
        return partial;
    }

    private Optional<PartUpload> known(String path, UnfinishedUpload left) throws SendException {
        try {
            return store.resume(path, left, left.partCount());
        } catch (SendException e) {
            if (e.kind() == SendException.Kind.LATER && !e.isUnsupported()) {
                throw e;
            }
            LOG.debug("{} begins anew: {}", path, e.getMessage());
            return Optional.empty();
        }
    }

    /** Any refusal means that files go as a whole, where the reason shows if it is one for them, too. */
    private @Nullable PartialFile begin(String path, Path file) throws SendException, IOException {
        UnfinishedUpload nothing = new UnfinishedUpload("", Files.size(file), partBytes, List.of());
        PartUpload begun;
        try {
            begun = store.create(path, nothing.partCount());
        } catch (SendException e) {
            if (e.kind() == SendException.Kind.LATER && !e.isAnswer()) {
                throw e;
            }
            turnOff("its store takes no files in parts: " + e.getMessage());
            return null;
        }
        PartialFile partial = new PartialFile(path, file, begun, nothing.named(begun.id()));
        partials.put(path, partial);
        unfinished.keep(path, partial.state);
        return partial;
    }

    private void sendParts(PartialFile partial, Path file) throws SendException, IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            bytes.skipNBytes(Math.min(partial.state.size(), (long) partial.arrived() * partBytes));
            while (partial.arrived() < partial.state.partCount()) {
                sendPart(partial, bytes.readNBytes(partBytes));
            }
        }
    }

    private void sendPart(PartialFile partial, byte[] bytes) throws SendException {
        int number = partial.arrived() + 1;
        SignedAddress address = partial.upload.address(number);
        HttpResponse<String> answer;
        try {
            answer = send(address, bytes);
        } catch (SendException e) {
            Optional<SignedAddress> newer = e.isForbidden() ? partial.upload.renewedAddress(number) : Optional.empty();
            answer = send(newer.orElseThrow(() -> e), bytes);
        }
        StoredSum.check(answer.headers(), bytes, "part %d of %s".formatted(number, partial.path));
        hasArrived = true;
        String tag = answer.headers().firstValue("ETag").orElse("");
        partial.state = partial.state.with(new SentPart(tag, StoredSum.md5(bytes), address.block()));
        unfinished.keep(partial.path, partial.state);
    }

    private HttpResponse<String> send(SignedAddress address, byte[] bytes) throws SendException {
        return upload.send("PUT", address.uri(), address.headers(), BodyPublishers.ofByteArray(bytes), bytes.length);
    }

    /** Returns false when the file may go as a whole instead. */
    private boolean fail(PartialFile partial, SendException failure) throws SendException {
        if (!hasArrived && failure.kind() != SendException.Kind.DAMAGED) {
            abandon(partial);
            turnOff("its store is out of reach from here: " + failure.getMessage());
            return false;
        }
        boolean mayPass = failure.kind() == SendException.Kind.LATER || failure.kind() == SendException.Kind.DAMAGED;
        if (mayPass && partial.completions < partial.mostCompletions) {
            throw failure;
        }
        abandon(partial);
        throw SendException.later("%s has to be sent anew: %s".formatted(partial.path, failure.getMessage()), failure);
    }

    private void abandon(PartialFile partial) throws SendException {
        partials.remove(partial.path);
        unfinished.forget(partial.path);
        quietly(partial.path, partial.upload::abort);
    }

    private interface Step {
        void run() throws SendException;
    }

    /** The store frees what it has of a file. It may not have got so far, or be gone: that is no trouble of ours. */
    private static void quietly(String path, Step abort) {
        try {
            abort.run();
        } catch (SendException e) {
            LOG.debug("Parts of {} stay with their store: {}", path, e.getMessage());
        }
    }

    private void turnOff(String reason) {
        isOff = true;
        LOG.info("Large files go as a whole, since {}", reason);
    }

    /** A file some parts of which have arrived, as it was when the first was sent. */
    private static final class PartialFile {
        private final String path;
        private final long timeMillis;
        private final PartUpload upload;
        private UnfinishedUpload state;
        private int completions;
        private int mostCompletions = MOST_COMPLETIONS;

        PartialFile(String path, Path file, PartUpload upload, UnfinishedUpload state) throws IOException {
            this.path = path;
            this.upload = upload;
            this.state = state;
            timeMillis = Files.getLastModifiedTime(file).toMillis();
        }

        int arrived() {
            return state.parts().size();
        }

        boolean isOf(Path file) throws IOException {
            return state.size() == Files.size(file)
                    && timeMillis == Files.getLastModifiedTime(file).toMillis();
        }
    }
}
