package org.campanile.core.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A lock among the processes and threads of a machine, held through a file; a process that dies lets go of it. */
final class FolderLock implements AutoCloseable {
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(20).toNanos();

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until nobody else holds the lock of this file, and takes it. */
    static FolderLock acquire(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            while (tryLock(channel) == null) {
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while waiting for the lock " + file);
                }
            }
            taken = true;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        return new FolderLock(channel);
    }

    /** Java's file locks are those of the whole process, and say so by an exception to its other threads. */
    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
