package org.campanile.core.collective;

/** An exchange that failed: a peer vanished, stalled or sent something else. The message names rank, peer and phase. */
public class CollectiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CollectiveException(String message) {
        super(message);
    }

    public CollectiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
