package org.campanile.spark.collective;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import org.campanile.core.collective.WaitPoint;

/** A wait point that wakes when one of the sockets registered with its selector is ready. */
final class SelectorWaitPoint implements WaitPoint {
    private final Selector selector;

    SelectorWaitPoint() throws IOException {
        this.selector = Selector.open();
    }

    Selector selector() {
        return selector;
    }

    @Override
    public void await(long nanos) throws IOException, InterruptedException {
        // rounded up: 0 would wait for ever
        selector.select(key -> {}, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void wake() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
