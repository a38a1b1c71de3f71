package org.campanile.serving.experiment;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.campanile.core.CampanileException;
import org.campanile.core.storage.FileStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what users were shown: a folder of Parquet files that only grows, with a row for each item of an answer.
 *
 * <pre>
 * request  user  time (milliseconds since 1970)  experiment  arm  shares (JSON)  version  position (from 1)  item
 * </pre>
 *
 * <p>Files appear whole, when they have enough rows or are old enough. Several processes may write to one folder.
 *
 * <p>Never in the way of requests: exposures wait in a bounded queue for a thread of the log's own, and those that find it
 * full are dropped and counted, as are those of a file that cannot be written. Safe for use by several threads.
 */
public final class ExposureLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExposureLog.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

    /** Without items, so that it leaves no row: wakes the writer. */
    private static final Exposure WAKE =
            new Exposure("", "", Instant.EPOCH, new Assignment("", ""), new ArmShares(Map.of()), "", List.of());

    private final FileStore folder;
    private final ExposureRows rows;
    private final Clock clock = Clock.systemUTC();
    private final BlockingQueue<Exposure> queue;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer = new Thread(this::write, "exposure-log");
    private volatile boolean closed;

    private ExposureLog(FileStore folder, ExposureLogSettings settings) {
        this.folder = folder;
        this.rows = new ExposureRows(settings);
        this.queue = new ArrayBlockingQueue<>(settings.queue());
    }

    /**
     * Starts a log.
     *
     * @param folder need not exist; files that are there stay as they are
     */
    public static ExposureLog open(FileStore folder, ExposureLogSettings settings) {
        ExposureLog log = new ExposureLog(folder, settings);
        log.writer.setDaemon(true);
        log.writer.start();
        return log;
    }

    /** Takes an exposure and returns at once; false when it was dropped. Exposures without items leave no rows. */
    public boolean offer(Exposure exposure) {
        boolean taken = !closed && queue.offer(exposure);
        if (!taken) {
            dropped.addAndGet(exposure.items().size());
        }
        return taken;
    }

    /** Rows in the files that this log has written. */
    public long written() {
        return written.get();
    }

    /** Rows that are in no file because the queue was full, the log closed, or a file could not be written. */
    public long dropped() {
        return dropped.get();
    }

    /** Takes no more exposures and waits until those it has are written. Of those offered meanwhile some may be lost. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        // The writer waits for the next exposure; if there is no room for this one it does not. An interrupt would wake
        // it too, but break off the file that it may be writing.
        queue.offer(WAKE);
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (!closed || !queue.isEmpty()) {
            Exposure exposure = next();
            if (exposure != null) {
                rows.add(exposure, clock.instant());
            }
            if (rows.patience(clock.instant()).isZero()) {
                writeFile();
            }
        }
        writeFile();
    }

    private @Nullable Exposure next() {
        try {
            return queue.poll(rows.patience(clock.instant()).toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody else knows this thread", e);
        }
    }

    private void writeFile() {
        if (rows.size() > 0) {
            try {
                rows.write(folder, fileName(clock.instant()));
                written.addAndGet(rows.size());
            } catch (CampanileException e) {
                dropped.addAndGet(rows.size());
                LOG.warn("{} exposures are lost: {}", rows.size(), e.getMessage());
            }
        }
        rows.clear();
    }

    private static String fileName(Instant time) {
        return "exposures-" + TIME.format(time) + "-" + UUID.randomUUID() + ".parquet";
    }
}
