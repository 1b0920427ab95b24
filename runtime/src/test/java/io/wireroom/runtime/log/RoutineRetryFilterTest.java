package io.wireroom.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration of the log itself, in both formats. */
class RoutineRetryFilterTest {

    private static final String SENDER = "org.apache.kafka.clients.producer.internals.Sender";
    private static final String RETRY =
            "[Producer clientId=a] Got error produce response with correlation id 21 on topic-partition news.raw.v1-0,"
                    + " retrying (2147483646 attempts left). Error: ";

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws JoranException {
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        context.putProperty("LOG_FORMAT", "text");
        configurator.doConfigure(RoutineRetryFilterTest.class.getResource("/logback.xml"));
    }

    @Test
    void aProducerThatWaitsForItsLastTransactionIsNoWarning() {
        assertThat(decision(SENDER, RETRY + "CONCURRENT_TRANSACTIONS")).isEqualTo(FilterReply.DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_LEADER_OR_FOLLOWER", "NOT_ENOUGH_REPLICAS", "REQUEST_TIMED_OUT"})
    void otherRetriesAreShown(String error) {
        assertThat(decision(SENDER, RETRY + error)).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void otherLoggersAreShown() {
        assertThat(decision("io.wireroom.Sender", RETRY + "CONCURRENT_TRANSACTIONS"))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decision(String logger, String message) {
        var event = new LoggingEvent("", context.getLogger(logger), Level.WARN, message, null, null);
        return context.getLogger("ROOT").getAppender("text").getFilterChainDecision(event);
    }
}
