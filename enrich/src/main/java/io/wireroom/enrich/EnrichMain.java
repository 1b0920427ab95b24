package io.wireroom.enrich;

import io.wireroom.runtime.StageProcess;

/** The process of the enrich stage; settings come from the environment, {@code --help} lists them. */
public final class EnrichMain {

    private EnrichMain() {}

    /** Runs until a signal. */
    public static void main(String[] args) {
        StageProcess.main("enrich", args, EnrichSettings::from, EnrichApp::new);
    }
}
