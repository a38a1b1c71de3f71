package org.campanile.core.collective;

import java.io.IOException;
import org.campanile.core.collective.InProcessChannel.Parcel;

/** A link of two workers in the same JVM: one channel each way. */
final class InProcessLink implements Link {
    private final int peer;
    private final InProcessChannel outgoing;
    private final InProcessChannel incoming;

    InProcessLink(int peer, InProcessChannel outgoing, InProcessChannel incoming) {
        this.peer = peer;
        this.outgoing = outgoing;
        this.incoming = incoming;
    }

    @Override
    public int peer() {
        return peer;
    }

    @Override
    public String address() {
        return "in this JVM";
    }

    @Override
    public void send(MessageHeader header, Outgoing values) throws IOException {
        outgoing.add(new Parcel(header, values));
    }

    @Override
    public boolean sent() throws IOException {
        return outgoing.drained();
    }

    @Override
    public boolean receive(MessageHeader header, Incoming values) throws IOException {
        Parcel parcel = incoming.peek();
        if (parcel == null) {
            return false;
        }
        header.require(parcel.header());
        values.take(parcel.values());
        incoming.remove();
        return true;
    }

    @Override
    public void close() {
        outgoing.close();
        incoming.close();
    }
}
