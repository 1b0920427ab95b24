package io.wireroom.sink;

import io.wireroom.runtime.StageProcess;
import java.time.InstantSource;

/** Starts the sink as a process. */
public final class SinkMain {

    private SinkMain() {}

    /** Runs until a signal or a failure; {@code --help} prints the settings. */
    public static void main(String[] args) {
        StageProcess.main(
                "sink",
                args,
                SinkSettings::from,
                (settings, telemetry) -> new SinkApp(settings, telemetry, InstantSource.system()));
    }
}
