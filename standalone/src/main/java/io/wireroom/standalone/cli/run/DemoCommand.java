package io.wireroom.standalone.cli.run;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.options.PortOption;
import io.wireroom.standalone.newsroom.Newsroom;
import io.wireroom.standalone.newsroom.NewsroomSettings;
import io.wireroom.standalone.newsroom.Placement;
import io.wireroom.standalone.newsroom.SampleFeed;
import io.wireroom.standalone.sources.SourceList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wireroom demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Run everything in one process on a bundled sample newsroom. Needs no network.")
public final class DemoCommand implements Callable<Integer> {

    private static final String ORIGIN = "the sample newsroom";

    @Option(
            names = "--once",
            description = "Wait until all articles and one correction are stored, print the ledger and exit.")
    private boolean once;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data/demo",
            description = "Data directory (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("./data/demo");

    @Mixin
    private PortOption port = new PortOption();

    @Override
    public Integer call() {
        var settings = settings();
        var adminPort = port.orSetting(settings);
        var placement = Placement.detect();
        try (var newsroom =
                new Newsroom(new NewsroomSettings(data.resolve("newsroom").resolve("newsroom.state"), placement))) {
            return new LiveRun(data, adminPort, settings)
                    .run(
                            () -> new SourceList(open(newsroom), 0, SourceList.Format.LIST),
                            ORIGIN,
                            once,
                            newsroom::correctionServed);
        }
    }

    /** Opens the newsroom after the data directory is locked, because its state is in there. */
    private static List<Source> open(Newsroom newsroom) {
        try {
            newsroom.start();
        } catch (IOException e) {
            throw Failure.unavailable(e.getMessage() + "; the demo needs its fixed ports: is another demo running?", e);
        }
        return newsroom.feeds().stream().map(DemoCommand::source).toList();
    }

    private static Source source(SampleFeed feed) {
        var id = Address.of(feed.url().toString()).map(SourceId::of).orElseThrow();
        return new Source(id, feed.url(), Source.Kind.FEED, feed.name(), null, null, ORIGIN);
    }

    /** Quick and local, because the newsroom is our own. */
    private static Map<String, String> settings() {
        var settings = new HashMap<>(Environment.ofProcess());
        settings.put("INGEST_ALLOWED_NETWORKS", "127.0.0.0/8");
        settings.put("INGEST_CONTACT", "http://127.0.0.1/");
        settings.put("INGEST_HOST_DELAY", "50ms");
        settings.put("INGEST_POLL_MIN", "1s");
        settings.put("INGEST_POLL_MAX", "5s");
        settings.remove("INGEST_ONCE");
        return settings;
    }
}
