package io.wireroom.standalone.cli.setup;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.Installation;
import io.wireroom.standalone.cli.options.DurationOption;
import io.wireroom.standalone.repartition.Repartition;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = {
            "Create missing topics at KAFKA_BOOTSTRAP_SERVERS, check the others, and wait until Kafka is ready to use them.",
            "",
            "With --repartition, copy the installation to new topics with more partitions. Stop all stages before. The old"
                    + " topics stay as they are."
        })
public final class TopicsCommand implements Callable<Integer> {

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long to wait for Kafka (default: ${DEFAULT-VALUE}).")
    private String wait = "60s";

    @Option(
            names = "--repair",
            description = "Also correct wrong settings of existing topics. Retentions are not changed.")
    private boolean repair;

    @Option(
            names = "--repartition",
            paramLabel = "N",
            description = "Copy topics, state and positions to topics with N partitions, more than before.")
    private @Nullable Integer repartition;

    @Option(
            names = "--to",
            paramLabel = "PREFIX",
            description = "Prefix of the new topics (default: news. is followed by news.v2., and this by news.v3.).")
    private @Nullable String to;

    @Override
    public Integer call() {
        var env = new Env(Environment.ofProcess());
        var settings = KafkaSettings.from(env);
        env.check();
        Duration limit = DurationOption.parse("--wait", wait);
        if (repartition != null) {
            repartition(settings, repartition, limit);
        } else if (to != null) {
            throw Failure.usage("--to: works only together with --repartition");
        } else {
            setUp(settings, limit);
        }
        return ExitCode.OK;
    }

    private void setUp(KafkaSettings settings, Duration limit) {
        var admin = new KafkaClients(settings).admin();
        try {
            var setup = new TopicSetup(admin, settings.partitions(), settings.replication());
            var wanted = Installation.topics(settings);
            var report = repair ? setup.repair(wanted, limit) : setup.ensure(wanted, limit);
            report.deviations().forEach(deviation -> System.err.println("warning: " + deviation.sentence()));
            System.out.printf(
                    "%d topics at %s: %d created, %d existed, all are ready%n",
                    report.created().size() + report.present().size(),
                    settings.bootstrapServers(),
                    report.created().size(),
                    report.present().size());
        } finally {
            // Does not wait again for what was not answered in time.
            admin.close(Duration.ZERO);
        }
    }

    private void repartition(KafkaSettings settings, int partitions, Duration limit) {
        var prefix = to == null ? Repartition.prefixAfter(settings.topicPrefix()) : to;
        var copied = new Repartition(settings, prefix, partitions).run(limit);
        copied.forEach(topic -> System.out.printf("%12d records in %s%n", topic.records(), topic.topic()));
        System.out.printf(
                "Everything under %s is copied from %d to %d partitions. Set TOPIC_PREFIX=%s and TOPIC_PARTITIONS=%d for"
                        + " all stages and commands, then start them.%n",
                settings.topicPrefix(), settings.partitions(), partitions, prefix, partitions);
    }
}
