package org.campanile.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * A folder of files, local or remote. Paths are relative to {@link #root()}, with {@code /} between names; an empty path
 * is the folder itself. Absolute paths, empty names, {@code .}, {@code ..} and backslashes are refused with
 * {@link IllegalArgumentException}, so that names found in data never leave the folder; symbolic links inside it are
 * followed, since only its owner can make them.
 *
 * <p>Reading what does not exist throws {@link java.nio.file.NoSuchFileException} or
 * {@link java.io.FileNotFoundException}.
 *
 * <p>Implementations are immutable and safe for use by several threads. Streams and channels are for one thread; the
 * caller closes them.
 */
public interface FileStore {
    /** The folder's location as a URI or local path, for messages and for opening it elsewhere. */
    String root();

    /** The store of a folder inside this one; the folder need not exist. */
    FileStore folder(String path);

    boolean exists(String path) throws IOException;

    /** Length in bytes. */
    long size(String path) throws IOException;

    InputStream read(String path) throws IOException;

    /** Opens for positioned reading. */
    SeekableByteChannel open(String path) throws IOException;

    /** Creates or replaces a file, with the folders above it; it appears, whole, when the output is closed. */
    FileOutput create(String path) throws IOException;

    /**
     * Names (not paths) of the files and folders directly inside a folder, sorted; empty when it does not exist. Files
     * still being written are left out.
     */
    List<String> list(String path) throws IOException;

    /** Renames a file or folder in one atomic step; the target must not exist. */
    void rename(String from, String to) throws IOException;

    /** Deletes a file or a folder with all it holds; nothing happens when it does not exist. */
    void delete(String path) throws IOException;
}
