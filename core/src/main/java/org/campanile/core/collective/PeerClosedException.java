package org.campanile.core.collective;

import java.io.EOFException;

/** The peer ended the connection while something was still to be exchanged. */
public final class PeerClosedException extends EOFException {
    private static final long serialVersionUID = 1L;

    public PeerClosedException() {
        super("the peer closed the connection (it failed or was stopped: see its log)");
    }
}
