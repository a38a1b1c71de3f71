package org.campanile.core.storage;

import java.io.OutputStream;

/**
 * A file being written. It appears under its name, whole, when {@link #close()} returns; until then a file of that name
 * keeps its old contents. After a failed write, closing leaves no file.
 */
public abstract class FileOutput extends OutputStream {
    /** Throws away what was written; a file of that name keeps its old contents. Closing afterwards does nothing. */
    public abstract void discard();
}
