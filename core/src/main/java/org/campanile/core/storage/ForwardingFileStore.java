package org.campanile.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/** A file store over another one: does nothing of its own but what a subclass overrides. */
public abstract class ForwardingFileStore implements FileStore {
    private final FileStore store;

    /** @param store the one below */
    protected ForwardingFileStore(FileStore store) {
        this.store = store;
    }

    /** The store below. */
    protected final FileStore store() {
        return store;
    }

    @Override
    public final String root() {
        return store.root();
    }

    @Override
    public boolean exists(String path) throws IOException {
        return store.exists(path);
    }

    @Override
    public long size(String path) throws IOException {
        return store.size(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return store.read(path);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return store.open(path);
    }

    @Override
    public FileOutput create(String path) throws IOException {
        return store.create(path);
    }

    @Override
    public List<String> list(String path) throws IOException {
        return store.list(path);
    }

    @Override
    public final void rename(String from, String to) throws IOException {
        store.rename(from, to);
    }

    @Override
    public final void delete(String path) throws IOException {
        store.delete(path);
    }
}
