package org.campanile.core.collective;

import java.net.ProtocolException;
import java.nio.ByteBuffer;

/**
 * What precedes every message. The receiver knows which one must come next.
 *
 * @param length numbers in the message
 */
public record MessageHeader(Phase phase, NumberKind kind, int length) {
    /** Bytes of an encoded header: four 32-bit numbers, which are magic, phase, kind and length. */
    public static final int BYTES = 4 * Integer.BYTES;

    private static final int MAGIC = 0x43414d50; // CAMP

    /** Writes the header in the buffer's byte order. */
    public void encode(ByteBuffer target) {
        target.putInt(MAGIC).putInt(phase.code).putInt(kind.code).putInt(length);
    }

    /** Reads a header in the buffer's byte order; throws when there is something else. */
    public static MessageHeader decode(ByteBuffer source) throws ProtocolException {
        int magic = source.getInt();
        int phaseCode = source.getInt();
        int kindCode = source.getInt();
        int length = source.getInt();
        for (Phase phase : Phase.values()) {
            for (NumberKind kind : NumberKind.values()) {
                if (magic == MAGIC && phase.code == phaseCode && kind.code == kindCode) {
                    return new MessageHeader(phase, kind, length);
                }
            }
        }
        throw new ProtocolException("the peer sent something else than a message");
    }

    /** Throws unless the message that arrived is this one, which is expected. */
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
