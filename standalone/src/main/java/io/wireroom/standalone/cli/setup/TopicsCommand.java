package io.wireroom.standalone.cli.setup;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.KafkaClients;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.TopicSetup;
import io.wireroom.standalone.Installation;
import io.wireroom.standalone.cli.options.DurationOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description =
                "Create missing topics at KAFKA_BOOTSTRAP_SERVERS, check the others, and wait until Kafka is ready to use them.")
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

    @Override
    public Integer call() {
        var env = new Env(Environment.ofProcess());
        var settings = KafkaSettings.from(env);
        env.check();
        Duration limit = DurationOption.parse("--wait", wait);
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
        return ExitCode.OK;
    }
}
