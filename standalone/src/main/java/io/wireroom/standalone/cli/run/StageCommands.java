package io.wireroom.standalone.cli.run;

import io.wireroom.enrich.EnrichMain;
import io.wireroom.ingest.IngestMain;
import io.wireroom.sink.SinkMain;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** The stages as commands: the same mains that the images run. Their {@code --help} lists their settings. */
public final class StageCommands {

    private StageCommands() {}

    /** {@code wireroom ingest}. */
    @Command(
            name = "ingest",
            description = "Run the ingest stage: poll sources, fetch pages. Settings are environment variables.")
    public static final class Ingest implements Runnable {
        @Unmatched
        private List<String> args = new ArrayList<>();

        @Override
        public void run() {
            IngestMain.main(args.toArray(String[]::new));
        }
    }

    /** {@code wireroom enrich}. */
    @Command(
            name = "enrich",
            description = "Run the enrich stage: extract and tag articles. Settings are environment variables.")
    public static final class Enrich implements Runnable {
        @Unmatched
        private List<String> args = new ArrayList<>();

        @Override
        public void run() {
            EnrichMain.main(args.toArray(String[]::new));
        }
    }

    /** {@code wireroom sink}. */
    @Command(
            name = "sink",
            description = "Run the sink stage: store articles in PostgreSQL. Settings are environment variables.")
    public static final class Sink implements Runnable {
        @Unmatched
        private List<String> args = new ArrayList<>();

        @Override
        public void run() {
            SinkMain.main(args.toArray(String[]::new));
        }
    }
}
