package io.wireroom.bench.match;

import io.wireroom.enrich.lane.MatchLane;
import io.wireroom.enrich.lane.MatchSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.KafkaSettings;
import io.wireroom.runtime.Telemetry;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The step match alone in a process, to be killed. Says how many articles it knows when that changes. */
final class MatchProcess {

    /** Begins the line with the number of articles. */
    static final String KNOWN = "Articles known: ";

    private static final long LOOK_MILLIS = 50;

    private MatchProcess() {}

    public static void main(String[] args) throws Exception {
        var env = Env.ofProcess();
        var kafka = KafkaSettings.from(env);
        var settings = MatchSettings.from(env);
        env.check();
        var telemetry = new Telemetry();
        var lane = MatchLane.runner(kafka, settings, InstantSource.system(), telemetry);
        lane.start();
        long shown = 0;
        while (!lane.stopped().isDone()) {
            var known = known(telemetry);
            if (known != shown) {
                System.out.println(KNOWN + known);
                shown = known;
            }
            try {
                lane.stopped().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // it runs
            }
        }
        lane.stopped().join();
    }

    private static long known(Telemetry telemetry) {
        return telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith("wireroom_enrich_match_articles"))
                .mapToLong(line -> Math.round(Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))))
                .sum();
    }
}
