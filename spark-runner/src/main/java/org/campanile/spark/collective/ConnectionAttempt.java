package org.campanile.spark.collective;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A connection on which the handshake is under way.
 *
 * @param address the other side, for messages
 */
record ConnectionAttempt(SocketChannel channel, Handshake handshake, String address) {
    /** What to wait for before the next {@link #advance}. */
    int operation() {
        return channel.isConnectionPending() ? SelectionKey.OP_CONNECT : handshake.operation();
    }

    /** Goes as far as possible without waiting; returns whether both sides have proven themselves. */
    boolean advance() throws IOException {
        if (channel.isConnectionPending() && !channel.finishConnect()) {
            return false;
        }
        return handshake.advance(channel);
    }
}
