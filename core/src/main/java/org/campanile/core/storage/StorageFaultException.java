package org.campanile.core.storage;

import java.io.IOException;

/** Reading failed again and again, and was given up; the cause is the last failure. */
public final class StorageFaultException extends IOException {
    private static final long serialVersionUID = 1L;

    public StorageFaultException(String message, IOException cause) {
        super(message, cause);
    }
}
