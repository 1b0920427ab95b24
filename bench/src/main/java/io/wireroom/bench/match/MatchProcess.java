package io.wireroom.bench.match;

import io.wireroom.enrich.lane.MatchLane;
import io.wireroom.enrich.lane.MatchSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import java.time.InstantSource;

/** The step match alone in a process, to be killed. */
final class MatchProcess {

    private MatchProcess() {}

    public static void main(String[] args) {
        var env = Env.ofProcess();
        var kafka = KafkaSettings.from(env);
        var settings = MatchSettings.from(env);
        env.check();
        var lane = MatchLane.runner(kafka, settings, InstantSource.system(), new Telemetry());
        lane.start();
        lane.stopped().join();
    }
}
