package io.wireroom.standalone.cli.run;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.work.PipelineTopics;
import io.wireroom.standalone.show.PlainText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** Prints a line for each new article version. It reads the article topic like any other consumer. */
final class ArticleTicker implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final PipelineTopics topics;
    private final KafkaConsumer<String, byte[]> consumer;
    private final PrintStream out;
    private final Thread thread;

    ArticleTicker(PipelineTopics topics, KafkaConsumer<String, byte[]> consumer, int partitions, PrintStream out) {
        this.topics = topics;
        this.consumer = consumer;
        this.out = out;
        var assigned = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topics.article().name(), partition))
                .toList();
        consumer.assign(assigned);
        consumer.seekToEnd(assigned);
        assigned.forEach(consumer::position);
        thread = Thread.ofPlatform().name("ticker").daemon().start(this::run);
    }

    private void run() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(POLL)) {
                    if (topics.article().codec().decode(record.value())
                            instanceof Decoded.Value<Article>(var article)) {
                        out.println(line(article));
                    }
                }
            }
        } catch (WakeupException e) {
            // Stopped by close().
        }
    }

    private static String line(Article article) {
        var version = article.version() == 1 ? "  " : "v" + article.version();
        var change = article.changes() == null
                ? ""
                : "  (" + article.changes().kind().wireName() + ")";
        var topic = article.tags().topics().stream().findFirst().map(Tag::name).orElse("");
        return "  %s  %-3s %-22s %-16s %s%s"
                .formatted(
                        version,
                        article.language().tag(),
                        cut(PlainText.line(article.source().name()), 22),
                        cut(PlainText.line(topic), 16),
                        PlainText.line(article.title()),
                        change);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
