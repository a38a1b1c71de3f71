package org.campanile.spark;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one JVM share while they need it: the first task to ask loads it, the others wait, and some time
 * after the last one has released it, it is closed. Between two waves of tasks nothing need be loaded again.
 *
 * <p>Safe for use by several threads.
 */
public final class SharedResources<T extends AutoCloseable> {
    private final Duration linger;
    private final Later later;
    private final Map<String, Entry> entries = new HashMap<>(); // guarded by this

    /** Runs an action on another thread after a time. */
    public interface Later {
        void run(Duration delay, Runnable action);
    }

    /** @param linger how long something that nobody uses is kept */
    public SharedResources(Duration linger, Later later) {
        this.linger = linger;
        this.later = later;
    }

    /** Keeps what nobody uses for some time, and then closes it in a thread of the common pool. */
    public static <T extends AutoCloseable> SharedResources<T> lingering(Duration linger) {
        return new SharedResources<>(
                linger,
                (delay, action) -> CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(action));
    }

    /**
     * Borrows a resource.
     *
     * @param key    equal for equal resources only
     * @param loader makes it when it is not there; if that fails, the next to ask tries again
     */
    public Lease<T> borrow(String key, Supplier<T> loader) {
        Entry entry = enter(key);
        try {
            T value = entry.value(loader);
            return new Lease<>(value, () -> leave(entry));
        } catch (Throwable failure) {
            leave(entry);
            throw failure;
        }
    }

    /** The right to use a resource until it is closed. */
    public record Lease<T>(T value, Runnable release) {}

    private synchronized Entry enter(String key) {
        Entry entry = entries.computeIfAbsent(key, Entry::new);
        entry.users++;
        entry.visits++;
        return entry;
    }

    private synchronized void leave(Entry entry) {
        entry.users--;
        if (entry.users == 0) {
            long visits = entry.visits;
            later.run(linger, () -> closeUnless(entry, visits));
        }
    }

    /** Closes what nobody has borrowed since. */
    private void closeUnless(Entry entry, long visits) {
        synchronized (this) {
            if (entry.visits != visits) {
                return;
            }
            entries.remove(entry.key);
        }
        entry.close();
    }

    private final class Entry {
        private final String key;
        private int users;
        private long visits;
        private @Nullable T value; // guarded by this

        Entry(String key) {
            this.key = key;
        }

        synchronized T value(Supplier<T> loader) {
            if (value == null) {
                value = loader.get();
            }
            return value;
        }

        synchronized void close() {
            if (value != null) {
                try {
                    value.close();
                } catch (Exception e) {
                    throw new IllegalStateException(key + " cannot be closed", e);
                }
            }
        }
    }
}
