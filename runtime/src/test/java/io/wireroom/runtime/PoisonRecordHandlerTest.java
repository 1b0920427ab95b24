package io.wireroom.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.wireroom.contract.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class PoisonRecordHandlerTest {

    private static final String IN = "pier.in";
    private static final String OUT = "pier.out";
    private static final String OUTCOMES = "pier.outcome";
    private static final String DEAD_LETTERS = "pier.dead-letter";

    @TempDir
    private Path directory;

    private final Logger logger = (Logger) LoggerFactory.getLogger(PoisonRecordHandler.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private @Nullable TopologyTestDriver driver;

    @BeforeEach
    void captureLog() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.setAdditive(true);
        logger.detachAppender(log);
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void thePoisonRecordGoesToTheDeadLettersWithItsOutcomeAndTheStreamGoesOn() {
        var running = start(new WithOutcome());
        var in = input(running);

        in.pipeInput(new TestRecord<>("a", bytes("fine")));
        var poison = new TestRecord<>("b", bytes("poison"));
        RecordHeaders.add(poison.headers(), "ce_id", "item-7");
        in.pipeInput(poison);
        in.pipeInput(new TestRecord<>("c", bytes("fine too")));

        assertThat(output(running, OUT).readKeyValuesToList())
                .extracting(pair -> pair.key + "=" + text(pair.value))
                .containsExactly("a=fine", "c=fine too");
        assertThat(output(running, OUTCOMES).readValuesToList())
                .extracting(PoisonRecordHandlerTest::text)
                .containsExactly("dead-lettered at 1");
        var letter = output(running, DEAD_LETTERS).readRecord();
        assertThat(letter.key()).isEqualTo("b");
        assertThat(text(letter.value())).isEqualTo("poison");
        assertThat(RecordHeaders.text(letter.headers(), "ce_id")).contains("item-7");
        assertThat(RecordHeaders.text(letter.headers(), "__streams.errors.exception"))
                .contains("java.lang.IllegalStateException");
        assertThat(RecordHeaders.text(letter.headers(), "__streams.errors.message"))
                .contains("cannot digest");
        assertThat(RecordHeaders.text(letter.headers(), "__streams.errors.topic"))
                .contains(IN);
        assertThat(RecordHeaders.text(letter.headers(), "__streams.errors.partition"))
                .contains("0");
        assertThat(RecordHeaders.text(letter.headers(), "__streams.errors.offset"))
                .contains("1");
        assertThat(RecordHeaders.text(letter.headers(), "news.errors.stage")).contains("pier");
        assertThat(output(running, DEAD_LETTERS).isEmpty()).isTrue();
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Moved a record that could not be processed to the dead-letter topic");
    }

    @Test
    void aPolicyThatThrowsLeavesTheDeadLetterAndTheStreamGoesOn() {
        var running = start(new WithOutcome() {
            @Override
            public List<ProducerRecord<byte[], byte[]>> alsoWrite(ErrorHandlerContext context, Exception error) {
                throw new IllegalArgumentException("no item in the headers");
            }
        });
        var in = input(running);

        in.pipeInput("b", bytes("poison"));
        in.pipeInput("c", bytes("fine"));

        assertThat(output(running, DEAD_LETTERS).readKeyValuesToList()).hasSize(1);
        assertThat(output(running, OUT).readKeyValuesToList()).hasSize(1);
        assertThat(output(running, OUTCOMES).isEmpty()).isTrue();
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Moved a record that could not be processed to the dead-letter topic",
                        "Cannot report an outcome for a dead letter");
    }

    @Test
    void aBugOutsideARecordStopsTheStream() {
        var running = start(new WithOutcome());

        assertThatThrownBy(() -> running.advanceWallClockTime(Duration.ofMinutes(2)))
                .hasStackTraceContaining("the clock struck");
        assertThat(output(running, DEAD_LETTERS).isEmpty()).isTrue();
    }

    @Test
    void thePropertiesAreThoseThatTheGuaranteesRestOn() {
        assertThat(properties(new WithOutcome()))
                .containsEntry("application.id", "pier")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("state.dir", directory.resolve("streams").toString())
                .containsEntry("consumer.group.instance.id", "member-1")
                .containsEntry("consumer.session.timeout.ms", 8_000)
                .containsEntry("main.consumer.auto.offset.reset", "earliest")
                .containsEntry("processing.exception.handler", PoisonRecordHandler.class.getName())
                .containsEntry("poll.ms", 7);
    }

    private TopologyTestDriver start(PoisonRecordHandler.Policy policy) {
        var topology = new Topology();
        topology.addSource("read-in", new StringDeserializer(), new ByteArrayDeserializer(), IN);
        topology.addProcessor("digest", Digest::new, "read-in");
        topology.addSink("write-out", OUT, new StringSerializer(), new ByteArraySerializer(), "digest");
        var properties = new Properties();
        properties.putAll(properties(policy));
        properties.put("bootstrap.servers", "127.0.0.1:1");
        var started = new TopologyTestDriver(topology, properties, Instant.parse("2026-03-14T00:00:00Z"));
        driver = started;
        return started;
    }

    private Map<String, Object> properties(PoisonRecordHandler.Policy policy) {
        var kafka = new KafkaSettings("127.0.0.1:1", "pier.", 1, (short) 1, directory, Map.of());
        return StreamsRunner.properties("pier", new MemberId("member-1"), kafka, policy, Map.of("poll.ms", 7));
    }

    private static TestInputTopic<String, byte[]> input(TopologyTestDriver driver) {
        return driver.createInputTopic(IN, new StringSerializer(), new ByteArraySerializer());
    }

    private static TestOutputTopic<String, byte[]> output(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Passes records on; throws over one of them and, after a minute, over nothing at all. */
    private static final class Digest extends ContextualProcessor<String, byte[], String, byte[]> {

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            super.init(context);
            context.schedule(Duration.ofMinutes(1), PunctuationType.WALL_CLOCK_TIME, now -> {
                throw new IllegalStateException("the clock struck");
            });
        }

        @Override
        public void process(Record<String, byte[]> record) {
            if (text(record.value()).equals("poison")) {
                throw new IllegalStateException("cannot digest");
            }
            context().forward(record);
        }
    }

    private static class WithOutcome implements PoisonRecordHandler.Policy {

        @Override
        public String stage() {
            return "pier";
        }

        @Override
        public String deadLetterTopic() {
            return DEAD_LETTERS;
        }

        @Override
        public List<ProducerRecord<byte[], byte[]>> alsoWrite(ErrorHandlerContext context, Exception error) {
            return List.of(new ProducerRecord<>(OUTCOMES, bytes("x"), bytes("dead-lettered at " + context.offset())));
        }
    }
}
