package org.campanile.core.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code metrics.jsonl}: one {@link MetricPoint} a line, only ever appended to.
 *
 * <p>A killed process may leave half a line at the end. Readers do not take a line before its end has been written, and
 * whoever appends next ends the half line first; as a whole line it is damaged and passed over.
 */
final class MetricLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MetricLog.class);
    private static final ObjectReader READER = Json.MAPPER.readerFor(MetricPoint.class);
    private static final int PAGE = 10_000;

    private final OutputStream file;

    /** Opens for appending; by one owner at a time. */
    MetricLog(Path path) throws IOException {
        boolean halfLine = endsInsideALine(path);
        // A stream, since a channel would be closed for good when its thread is interrupted.
        file = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (halfLine) {
            file.write('\n');
        }
    }

    void append(List<MetricPoint> points) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (MetricPoint point : points) {
            lines.writeBytes(Json.MAPPER.writeValueAsBytes(point));
            lines.write('\n');
        }
        lines.writeTo(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static boolean endsInsideALine(Path path) throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(path)) {
            bytes.skipNBytes(Files.size(path) - 1);
            return bytes.read() != '\n';
        }
    }

    /**
     * Consecutive lines of the file.
     *
     * @param points what they hold, without damaged lines
     * @param lines  how many there are, damaged ones included
     * @param end    the byte after the last of them
     */
    record Page(List<MetricPoint> points, long lines, long end) {}

    /** The next lines from a byte on, at most so many; no lines at the end of the file or when there is none. */
    static Page read(Path file, long start, int limit) throws IOException {
        List<MetricPoint> points = new ArrayList<>();
        long lines = 0;
        long end = start;
        if (Files.exists(file)) {
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
                bytes.skipNBytes(start);
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                for (int next = bytes.read(); next >= 0 && lines < limit; next = bytes.read()) {
                    if (next != '\n') {
                        line.write(next);
                        continue;
                    }
                    parse(line, file, points);
                    lines++;
                    end += line.size() + 1L;
                    line.reset();
                }
            }
        }
        return new Page(points, lines, end);
    }

    /** Every point of the file, in order. */
    static void forEach(Path file, Consumer<MetricPoint> consumer) throws IOException {
        Page page = read(file, 0, PAGE);
        while (page.lines() > 0) {
            page.points().forEach(consumer);
            page = read(file, page.end(), PAGE);
        }
    }

    private static void parse(ByteArrayOutputStream line, Path file, List<MetricPoint> points) throws IOException {
        if (line.size() == 0) {
            return;
        }
        try {
            points.add(READER.readValue(line.toByteArray()));
        } catch (JsonProcessingException e) {
            LOG.warn("A damaged line of {} is passed over: {}", file, e.getOriginalMessage());
        }
    }
}
