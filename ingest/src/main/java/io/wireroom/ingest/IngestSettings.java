package io.wireroom.ingest;

import io.wireroom.ingest.fetch.FetchSettings;
import io.wireroom.ingest.schedule.ScheduleSettings;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;

/** All settings of ingest. */
public record IngestSettings(KafkaSettings kafka, ScheduleSettings schedule, FetchSettings fetch, WebSettings web) {

    /** From the environment. */
    public static IngestSettings from(Env env) {
        return new IngestSettings(
                KafkaSettings.from(env), ScheduleSettings.from(env), FetchSettings.from(env), WebSettings.from(env));
    }
}
