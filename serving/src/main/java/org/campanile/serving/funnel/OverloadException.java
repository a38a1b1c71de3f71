package org.campanile.serving.funnel;

import java.util.Locale;

/** A request that was given up since there was no time or no room for it; the same request may succeed later. */
public final class OverloadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OverloadException(String message) {
        // Told to the client; thrown often when there is no time to lose, so without a stack trace.
        super(message, null, false, false);
    }

    static OverloadException late(Stage stage) {
        return new OverloadException("The request ran out of time before its stage "
                + stage.name().toLowerCase(Locale.ROOT) + " was done: try again later.");
    }
}
