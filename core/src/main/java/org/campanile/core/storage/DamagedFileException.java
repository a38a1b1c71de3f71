package org.campanile.core.storage;

import java.io.IOException;

/** A file does not hold what it should. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedFileException(String message) {
        super(message);
    }
}
