package io.wireroom.standalone.cli.sources;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.address.Address;
import io.wireroom.ingest.parsing.ParsingPool;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.access.KafkaCommand;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.sources.FeedDiscovery;
import io.wireroom.standalone.sources.FeedDiscovery.Discovery;
import io.wireroom.standalone.sources.FeedDiscovery.Found;
import io.wireroom.standalone.sources.SourceCatalogue;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom sources add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Add a feed, a sitemap or a page. For a page, Wireroom looks for a feed, then for a sitemap, and else watches"
                        + " the page itself for new links.")
final class SourcesAddCommand extends KafkaCommand {

    @Parameters(paramLabel = "URL", description = "Absolute http or https URL.")
    private String url = "";

    @Option(names = "--as-is", description = "Add the URL as given, without fetching it.")
    private boolean asIs;

    @Option(names = "--all", description = "Add all feeds of the page, not only the first.")
    private boolean all;

    @Option(names = "--kind", paramLabel = "KIND", description = "With --as-is: feed (default), sitemap or section.")
    private @Nullable String kind;

    @Override
    public Integer call() {
        var address = Address.web(url)
                .orElseThrow(
                        () -> Failure.usage("'" + PlainText.line(url) + "' is not an absolute http or https address"));
        if (Address.hasUserInformation(url)) {
            throw Failure.usage("The address of " + Address.hostOf(address)
                    + " has a user name or password, which are never sent: give it without them");
        }
        if (kind != null && !asIs) {
            throw Failure.usage("--kind can only be used with --as-is");
        }
        if (all && asIs) {
            throw Failure.usage("--all and --as-is cannot be used together");
        }
        var found = asIs ? List.of(new Found(address, kind(kind == null ? "feed" : kind), null)) : discover(address);
        try (var access = kafkaOrNew()) {
            var catalogue = new SourceCatalogue(access.settings(), access.clients());
            var watched = catalogue.all();
            var sources = found.stream().map(SourcesAddCommand::source).toList();
            var added = sources.stream()
                    .filter(source -> !watched.containsKey(source.id()))
                    .toList();
            if (!added.isEmpty()) {
                catalogue.put(added, null, false);
            }
            for (var source : sources) {
                var known = watched.get(source.id());
                if (known != null) {
                    err().println("This source exists already; nothing was changed:");
                }
                var shown = known == null ? source : known;
                out().println(shown.id() + "  " + shown.kind().wireName() + "  " + PlainText.line(shown.name()) + "  "
                        + shown.url());
            }
        }
        return ExitCode.OK;
    }

    private List<Found> discover(URI address) {
        var env = new Env(Environment.ofProcess());
        var web = WebSettings.from(env);
        var delay = ScheduleSettings.from(env).hostDelay();
        env.check();
        if (web.contact() == null) {
            throw Failure.usage("Cannot fetch " + address + ": set INGEST_CONTACT (a URL or mail address where site"
                    + " owners can reach you), or use --as-is to add the URL without fetching it");
        }
        try (var client = new WebClient(web, InstantSource.system());
                var parsing = new ParsingPool()) {
            return switch (new FeedDiscovery(client, parsing, () -> pause(delay)).discover(address)) {
                case Discovery.Itself(var found) -> List.of(found);
                case Discovery.OnPage(var page, var feeds) -> choice(page, feeds);
                case Discovery.Instead(var found, var how) -> {
                    err().println("At " + address + " " + how);
                    yield List.of(found);
                }
                case Discovery.Nothing(var why) ->
                    throw new Failure(
                            ExitCode.DATA,
                            "Found no feed, sitemap or article links at " + address + ": " + PlainText.line(why)
                                    + "; to add it anyway, use --as-is");
            };
        }
    }

    private List<Found> choice(URI page, List<Found> feeds) {
        if (feeds.size() == 1) {
            err().println(page + " names 1 feed");
            return feeds;
        }
        err().println(page + " names " + feeds.size() + " feeds, "
                + (all ? "all are added" : "the first is added (--all adds all)") + ":");
        feeds.forEach(feed -> err().println("  " + feed.url() + "  " + PlainText.line(feed.title())));
        return all ? feeds : List.of(feeds.getFirst());
    }

    /** Keeps the pause between two requests to a site. */
    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.INTERRUPTED, "Interrupted", e);
        }
    }

    private static Source source(Found found) {
        var address = found.url().toString();
        return new Source(
                Address.of(address).map(SourceId::of).orElseThrow(() -> Failure.usage("'" + address + "' is too long")),
                found.url(),
                found.kind(),
                Objects.requireNonNullElse(found.title(), address),
                null,
                null,
                null);
    }

    private static Source.Kind kind(String name) {
        return switch (name) {
            case "feed" -> Source.Kind.FEED;
            case "sitemap" -> Source.Kind.SITEMAP;
            case "section" -> Source.Kind.SECTION;
            default -> throw Failure.usage("--kind '" + name + "' must be feed, sitemap or section");
        };
    }
}
