package org.campanile.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * A file store whose reads survive faults: what fails is tried again, a file half read from where the reading stood. Ends
 * in a {@link StorageFaultException} when it fails too often or for too long. What changes files is not tried again.
 */
public final class RetryingFileStore extends ForwardingFileStore {
    private final Retries retries;

    public RetryingFileStore(FileStore store, RetryPolicy policy) {
        this(store, new Retries(policy, Pause.SYSTEM));
    }

    RetryingFileStore(FileStore store, Retries retries) {
        super(store);
        this.retries = retries;
    }

    @Override
    public FileStore folder(String path) {
        return new RetryingFileStore(store().folder(path), retries);
    }

    @Override
    public boolean exists(String path) throws IOException {
        return retries.run(() -> store().exists(path));
    }

    @Override
    public long size(String path) throws IOException {
        return retries.run(() -> store().size(path));
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Channels.newInputStream(open(path));
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return new RetryingChannel(store(), path, retries);
    }

    @Override
    public List<String> list(String path) throws IOException {
        return retries.run(() -> store().list(path));
    }
}
