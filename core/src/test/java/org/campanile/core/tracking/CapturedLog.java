package org.campanile.core.tracking;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What is logged by this package, and by all others, while it is open. */
public final class CapturedLog extends AbstractAppender implements AutoCloseable {
    private final List<LogEvent> events = new CopyOnWriteArrayList<>();
    private final LoggerContext context = LoggerContext.getContext(false);
    private final LoggerConfig root = context.getConfiguration().getRootLogger();
    private final Level levelBefore = root.getLevel();

    public CapturedLog() {
        super("captured", null, null, false, Property.EMPTY_ARRAY);
        start();
        root.addAppender(this, Level.INFO, null);
        setLevel(Level.INFO);
    }

    private void setLevel(Level level) {
        root.setLevel(level);
        context.updateLoggers();
    }

    @Override
    public void append(LogEvent event) {
        events.add(event.toImmutable());
    }

    /** Every message, whoever wrote it. */
    public List<String> messages() {
        return events.stream()
                .map(event -> event.getMessage().getFormattedMessage())
                .toList();
    }

    /** Our own warnings. */
    public List<String> warnings() {
        return events.stream()
                .filter(event -> event.getLevel().isMoreSpecificThan(Level.WARN))
                .filter(event -> event.getLoggerName().startsWith("org.campanile"))
                .map(event -> event.getMessage().getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        root.removeAppender(getName());
        setLevel(levelBefore);
    }
}
