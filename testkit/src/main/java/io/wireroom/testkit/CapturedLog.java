package io.wireroom.testkit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/**
 * Collects the events of a logger, so that a test can check them, and does not print them. Ends with {@link #close()}.
 */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    private CapturedLog(Logger logger) {
        this.logger = logger;
        events.list = new CopyOnWriteArrayList<>();
        events.start();
        logger.addAppender(events);
        logger.setAdditive(false);
    }

    /** Captures what a class logs. */
    public static CapturedLog of(Class<?> type) {
        return of(type.getName());
    }

    /** Captures what a logger and those below it log, such as {@code org.apache.kafka}. */
    public static CapturedLog of(String logger) {
        return new CapturedLog((Logger) LoggerFactory.getLogger(logger));
    }

    /** The messages so far, each with its level: {@code ERROR Cannot report an outcome for a dead letter}. */
    public List<String> messages() {
        return events.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Override
    public void close() {
        logger.setAdditive(true);
        logger.detachAppender(events);
    }
}
