package org.campanile.core;

/**
 * A failure whose message is written for the user: one sentence that names the value, where it came from and what to do.
 *
 * <p>The command line prints the message alone; every other exception is a defect and prints as one.
 */
public class CampanileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CampanileException(String message) {
        super(message);
    }

    public CampanileException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
