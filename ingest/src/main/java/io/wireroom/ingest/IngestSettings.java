package io.wireroom.ingest;

import io.wireroom.ingest.fetch.FetchSettings;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.web.ClosedPort;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.StageProcess;
import java.util.ArrayList;
import java.util.List;

/** All settings of ingest. */
public record IngestSettings(KafkaSettings kafka, ScheduleSettings schedule, FetchSettings fetch, WebSettings web) {

    /** From the environment. */
    public static IngestSettings from(Env env) {
        var kafka = KafkaSettings.from(env);
        var schedule = ScheduleSettings.from(env);
        var fetch = FetchSettings.from(env);
        return new IngestSettings(kafka, schedule, fetch, WebSettings.from(env).closing(brokers(kafka)));
    }

    /** The same of a process that has an admin port, which is closed to fetches. */
    static IngestSettings ofProcess(Env env) {
        var settings = from(env);
        var admin = StageProcess.AdminSettings.from(env);
        var own = admin.port() == 0 ? List.<ClosedPort>of() : List.of(new ClosedPort(admin.host(), admin.port()));
        return new IngestSettings(settings.kafka, settings.schedule, settings.fetch, settings.web.closing(own));
    }

    /** A bad address of a broker is reported by Kafka's own client. */
    private static List<ClosedPort> brokers(KafkaSettings kafka) {
        var ports = new ArrayList<ClosedPort>();
        for (var server : kafka.bootstrapServers().split(",", -1)) {
            try {
                ports.add(ClosedPort.parse(server.strip()));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return ports;
    }
}
