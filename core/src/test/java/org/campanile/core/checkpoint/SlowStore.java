package org.campanile.core.checkpoint;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.campanile.core.storage.FileOutput;
import org.campanile.core.storage.FileStore;
import org.campanile.core.storage.ForwardingFileStore;
import org.campanile.core.storage.LocalFileStore;

/** A local folder that lets files be created only when it is told to. */
final class SlowStore extends ForwardingFileStore {
    private final CountDownLatch answers;

    SlowStore(Path folder, CountDownLatch answers) {
        this(new LocalFileStore(folder), answers);
    }

    private SlowStore(FileStore local, CountDownLatch answers) {
        super(local);
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
        return super.create(path);
    }

    @Override
    public FileStore folder(String path) {
        return new SlowStore(store().folder(path), answers);
    }
}
