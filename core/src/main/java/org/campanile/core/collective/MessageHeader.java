package org.campanile.core.collective;

import java.net.ProtocolException;

/**
 * What precedes every message. The receiver knows which one must come next.
 *
 * @param length numbers in the message
 */
public record MessageHeader(Phase phase, NumberKind kind, int length) {
    /** Throws unless the message that arrived is the expected one, this. */
    public void require(MessageHeader arrived) throws ProtocolException {
        if (!equals(arrived)) {
            throw new ProtocolException(
                    "the workers are out of step: expected " + this + ", but the peer sent " + arrived);
        }
    }

    @Override
    public String toString() {
        return phase + " of " + length + " " + kind;
    }
}
