package org.campanile.core.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.LocalFileStore;

/** A local folder that lets files be created only when it is told to. */
final class SlowStore implements FileStore {
    private final FileStore local;
    private final CountDownLatch answers;

    SlowStore(Path folder, CountDownLatch answers) {
        this(new LocalFileStore(folder), answers);
    }

    private SlowStore(FileStore local, CountDownLatch answers) {
        this.local = local;
        this.answers = answers;
    }

    @Override
    public FileOutput create(String path) throws IOException {
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        return local.create(path);
    }

    @Override
    public FileStore folder(String path) {
        return new SlowStore(local.folder(path), answers);
    }

    @Override
    public String root() {
        return local.root();
    }

    @Override
    public boolean exists(String path) throws IOException {
        return local.exists(path);
    }

    @Override
    public long size(String path) throws IOException {
        return local.size(path);
    }

    @Override
    public InputStream read(String path) throws IOException {
        return local.read(path);
    }

    @Override
    public SeekableByteChannel open(String path) throws IOException {
        return local.open(path);
    }

    @Override
    public List<String> list(String path) throws IOException {
        return local.list(path);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        local.rename(from, to);
    }

    @Override
    public void delete(String path) throws IOException {
        local.delete(path);
    }
}
