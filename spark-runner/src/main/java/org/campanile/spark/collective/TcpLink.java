package org.campanile.spark.collective;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.campanile.core.collective.Incoming;
import org.campanile.core.collective.Link;
import org.campanile.core.collective.MessageHeader;
import org.campanile.core.collective.Outgoing;
import org.campanile.core.collective.PeerClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link over an authenticated TCP connection.
 *
 * <p>A message is its header and then its numbers, all little-endian. Messages of any length pass through one buffer
 * each way.
 */
final class TcpLink implements Link {
    private static final int BUFFER_BYTES = 1 << 18;

    /** As an index of the next number to encode or decode: the header comes first. */
    private static final int HEADER = -1;

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final Logger LOG = LoggerFactory.getLogger(TcpLink.class);

    private final int peer;
    private final String address;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Queue<Message> messages = new ArrayDeque<>();
    private ByteBuffer outgoing = buffer();
    private ByteBuffer incoming = buffer();
    private int encoded = HEADER;
    private int decoded = HEADER;

    /** Takes over the channel, which must not block, and registers it with the selector of its worker. */
    TcpLink(int peer, String address, SocketChannel channel, Selector selector) throws IOException {
        this.peer = peer;
        this.address = address;
        this.channel = channel;
        this.key = channel.register(selector, 0);
    }

    /** An empty buffer, to be read from. */
    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(BUFFER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .limit(0);
    }

    @Override
    public int peer() {
        return peer;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void send(MessageHeader header, Outgoing values) {
        messages.add(new Message(header, values));
    }

    @Override
    public boolean sent() throws IOException {
        while (outgoing.hasRemaining() || encode()) {
            channel.write(outgoing);
            if (outgoing.hasRemaining()) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
                return false;
            }
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        return true;
    }

    /** Fills the buffer, which is empty, from the waiting messages; returns whether there was anything. */
    private boolean encode() {
        outgoing.clear();
        while (!messages.isEmpty() && encode(messages.element())) {
            messages.remove();
            encoded = HEADER;
        }
        outgoing.flip();
        return outgoing.hasRemaining();
    }

    /** Writes on into the buffer; returns whether that was the last of the message. */
    private boolean encode(Message message) {
        if (encoded == HEADER) {
            if (outgoing.remaining() < MessageHeader.BYTES) {
                return false;
            }
            message.header().encode(outgoing);
            encoded = 0;
        }
        encoded += message.values().encode(encoded, outgoing);
        return encoded == message.values().length();
    }

    @Override
    public boolean receive(MessageHeader header, Incoming values) throws IOException {
        while (!decode(header, values)) {
            if (!fill()) {
                key.interestOpsOr(SelectionKey.OP_READ);
                return false;
            }
        }
        decoded = HEADER;
        key.interestOpsAnd(~SelectionKey.OP_READ);
        return true;
    }

    /** Takes on from the buffer; returns whether that was the last of the message. */
    private boolean decode(MessageHeader header, Incoming values) throws ProtocolException {
        if (decoded == HEADER) {
            if (incoming.remaining() < MessageHeader.BYTES) {
                return false;
            }
            header.require(MessageHeader.decode(incoming));
            decoded = 0;
        }
        decoded += values.decode(decoded, incoming);
        return decoded == values.length();
    }

    /** Reads what has arrived after what is in the buffer; returns whether there was anything. */
    private boolean fill() throws IOException {
        incoming.compact();
        int read = channel.read(incoming);
        incoming.flip();
        if (read < 0) {
            throw new PeerClosedException();
        }
        return read > 0;
    }

    @Override
    public void close() {
        messages.clear();
        outgoing = NONE;
        incoming = NONE;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing the connection with rank {} ({}) failed", peer, address, e);
        }
    }

    private record Message(MessageHeader header, Outgoing values) {}
}
