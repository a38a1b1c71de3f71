package org.campanile.core.collective;

import java.io.IOException;

/**
 * A two-way connection of this worker with one peer. Messages arrive whole and in order. No method waits: those that
 * may have to are called again, with the same arguments, after the worker's {@link WaitPoint} has woken.
 *
 * <p>Every method throws {@link IOException} when the peer has closed its end, or sent something unexpected. Used by
 * the worker's thread alone.
 */
public interface Link extends AutoCloseable {
    /** Rank of the peer. */
    int peer();

    /** Where the peer is, for messages: {@code host:port}, or that it is in this JVM. */
    String address();

    /** Queues a message; its array must not change until {@link #sent()}. */
    void send(MessageHeader header, Outgoing values) throws IOException;

    /** Sends on; returns whether all that was queued has gone and the arrays may change. */
    boolean sent() throws IOException;

    /** Receives on; returns whether the whole message has been taken in. */
    boolean receive(MessageHeader header, Incoming values) throws IOException;

    /** Ends the connection, which the peer notices at once; messages not yet {@link #sent()} are lost. */
    @Override
    void close();
}
