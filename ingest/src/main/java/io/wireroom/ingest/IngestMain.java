package io.wireroom.ingest;

import io.wireroom.runtime.StageProcess;

/** The process of the ingest stage. */
public final class IngestMain {

    private IngestMain() {}

    /** Runs until it is stopped. */
    public static void main(String[] args) {
        StageProcess.main("ingest", args, IngestSettings::ofProcess, IngestApp::new);
    }
}
