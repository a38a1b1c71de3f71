package org.campanile.core.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes beside the target under a hidden name, and moves the whole file into place on close. */
final class LocalFileOutput extends FileOutput {
    private static final String UNFINISHED = ".unfinished";

    private final Path target;
    private final Path temporary;
    private final OutputStream out;
    private boolean failed;
    private boolean closed;

    private LocalFileOutput(Path target, Path temporary, OutputStream out) {
        this.target = target;
        this.temporary = temporary;
        this.out = out;
    }

    static LocalFileOutput open(Path target) throws IOException {
        createFolderOf(target);
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        OutputStream out = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new LocalFileOutput(target, temporary, out);
    }

    /** Whether a file of this name is still being written, or was left by a process that died. */
    static boolean isUnfinished(String name) {
        return name.startsWith(".") && name.endsWith(UNFINISHED);
    }

    static void createFolderOf(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        boolean written = false;
        try {
            out.write(bytes, offset, length);
            written = true;
        } finally {
            failed |= !written;
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void discard() {
        failed = true;
        try {
            close();
        } catch (IOException ignored) {
            // Nothing of the file is wanted; what could not be deleted stays hidden from list().
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            out.close();
            if (!failed) {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
