package org.campanile.core.tracking;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A file to be sent as it was when this was opened: files of a run are replaced as a whole by others of another size, and
 * what was opened stays what it was. May be read again from its beginning, as the HTTP client does over a new connection.
 */
final class FileBody implements AutoCloseable {
    private final FileChannel file;
    private final long size;

    FileBody(Path path) throws IOException {
        file = FileChannel.open(path);
        size = file.size();
    }

    /** In bytes. */
    long size() {
        return size;
    }

    BodyPublisher publisher() {
        return size == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::read), size);
    }

    /** Its bytes, from the first; whoever reads ends the reading of others. */
    InputStream read() {
        try {
            file.position(0);
            return new FilterInputStream(Channels.newInputStream(file)) {
                /** The HTTP client closes what it has read, and may have to read it once more. */
                @Override
                public void close() {}
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
