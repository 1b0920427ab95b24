package io.wireroom.runtime.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Drops the warnings of Kafka's producer that a partition still ends the transaction before: the next one of the same
 * producer begins while the broker writes its markers, waits some milliseconds and is accepted (KIP-890). That is how every
 * busy producer works; all other warnings of the producer pass.
 */
public final class RoutineRetryFilter extends Filter<ILoggingEvent> {

    private static final String SENDER = "org.apache.kafka.clients.producer.internals.Sender";
    private static final String ROUTINE = "CONCURRENT_TRANSACTIONS";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        return event.getLoggerName().equals(SENDER)
                        && event.getFormattedMessage().contains(ROUTINE)
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
