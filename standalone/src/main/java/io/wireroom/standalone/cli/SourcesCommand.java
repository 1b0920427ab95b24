package io.wireroom.standalone.cli;

import io.wireroom.contract.Address;
import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.ingest.web.WebClient;
import io.wireroom.ingest.web.WebSettings;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.Environment;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.show.Table;
import io.wireroom.standalone.sources.FeedDiscovery;
import io.wireroom.standalone.sources.FeedDiscovery.Discovery;
import io.wireroom.standalone.sources.FeedDiscovery.Found;
import io.wireroom.standalone.sources.OpmlWriter;
import io.wireroom.standalone.sources.SourceCatalogue;
import io.wireroom.standalone.sources.SourcesFile;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wireroom sources}. */
@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        description = "What is watched: import and export lists of sources, add, list and remove single ones.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SourcesCommand.Import.class,
            SourcesCommand.Export.class,
            SourcesCommand.ListAll.class,
            SourcesCommand.Add.class,
            SourcesCommand.Remove.class
        })
@SuppressWarnings("NullAway.Init") // picocli fills annotated fields before it calls a command
final class SourcesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Which of import, export, list, add, remove?");
    }

    /** {@code wireroom sources import}. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Add the sources of a file to those that are watched, and update those that changed.",
                "FILE is OPML, a YAML list of {url, name, group, kind, interval, id}, or one address a line. It is taken"
                        + " whole or not at all."
            })
    @SuppressWarnings("NullAway.Init") // picocli fills annotated fields before it calls a command
    static final class Import implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private KafkaOptions kafka = new KafkaOptions();

        @Parameters(paramLabel = "FILE", description = "The file of sources.")
        private Path file;

        @Option(
                names = "--sync",
                description = "Also remove what this file once brought and does not name any more. Files are told apart"
                        + " by their name without the folder.")
        private boolean sync;

        @Override
        public Integer call() {
            // The file first: a broken one needs no Kafka to say so.
            var contents = SourcesFile.read(file);
            try (var access = kafka.openOrMake()) {
                var result = new SourceCatalogue(access.settings(), access.clients())
                        .put(contents.sources(), SourcesFile.origin(file), sync);
                out(spec)
                        .println("%d added, %d updated, %d unchanged, %d removed"
                                .formatted(result.added(), result.updated(), result.unchanged(), result.removed()));
                if (contents.duplicates() > 0) {
                    err(spec)
                            .println(
                                    "%d entries stand in the file for an address that it names before; the first counts"
                                            .formatted(contents.duplicates()));
                }
            }
            return ExitCode.OK;
        }
    }

    /** {@code wireroom sources export}. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Print all sources as OPML; `sources import` reads the same sources from it.")
    static final class Export implements Callable<Integer> {

        @Mixin
        private KafkaOptions kafka = new KafkaOptions();

        @Override
        public Integer call() {
            try (var access = kafka.open()) {
                var sources = new SourceCatalogue(access.settings(), access.clients()).all();
                var opml = OpmlWriter.write(sources.values()).getBytes(StandardCharsets.UTF_8);
                // Bytes, for the document says UTF-8 whatever the terminal's encoding is.
                System.out.write(opml, 0, opml.length);
                System.out.flush();
            }
            return ExitCode.OK;
        }
    }

    /** {@code wireroom sources list}. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Show what is watched, by group and name.")
    @SuppressWarnings("NullAway.Init") // picocli fills annotated fields before it calls a command
    static final class ListAll implements Callable<Integer> {

        private static final int WIDEST = 40;

        @Spec
        private CommandSpec spec;

        @Mixin
        private KafkaOptions kafka = new KafkaOptions();

        @Option(names = "--json", description = "One JSON object a line, as in topic source.v1.")
        private boolean json;

        @Override
        public Integer call() {
            try (var access = kafka.open()) {
                var all = new SourceCatalogue(access.settings(), access.clients())
                        .all().values().stream()
                                .sorted(Comparator.comparing(ListAll::group)
                                        .thenComparing(Source::name)
                                        .thenComparing(Source::id))
                                .toList();
                if (json) {
                    var codec = access.settings().topics().source().codec();
                    all.forEach(source -> out(spec).println(new String(codec.encode(source), StandardCharsets.UTF_8)));
                } else {
                    print(all);
                }
                out(spec).flush();
            }
            return ExitCode.OK;
        }

        private void print(List<Source> all) {
            var table = new Table(WIDEST, "ID", "KIND", "GROUP", "NAME", "EVERY", "ADDRESS");
            for (var source : all) {
                table.row(
                        source.id().value(),
                        source.kind().wireName(),
                        group(source),
                        source.name(),
                        source.interval() == null ? "" : source.interval().toString(),
                        source.url().toString());
            }
            if (!all.isEmpty()) {
                table.print(out(spec));
            }
            err(spec).println(all.size() + (all.size() == 1 ? " source" : " sources"));
        }

        private static String group(Source source) {
            return Objects.requireNonNullElse(source.group(), "");
        }
    }

    /** {@code wireroom sources add}. */
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Watch one more address: a feed, a news sitemap, or a home page whose first feed is taken.")
    @SuppressWarnings("NullAway.Init") // picocli fills annotated fields before it calls a command
    static final class Add implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private KafkaOptions kafka = new KafkaOptions();

        @Parameters(paramLabel = "URL", description = "Absolute http or https address.")
        private String url;

        @Option(names = "--as-is", description = "Take the address as it is, without asking the web.")
        private boolean asIs;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "With --as-is: feed (default), sitemap or section.")
        private @Nullable String kind;

        @Override
        public Integer call() {
            var address = Address.web(url)
                    .orElseThrow(
                            () -> Failure.usage("'" + PlainText.line(url) + "' is no absolute http or https address"));
            if (kind != null && !asIs) {
                throw Failure.usage("--kind goes with --as-is; without it the address is looked at");
            }
            var found = asIs ? new Found(address, kind(kind == null ? "feed" : kind), null) : discover(address);
            var source = source(found);
            try (var access = kafka.openOrMake()) {
                var catalogue = new SourceCatalogue(access.settings(), access.clients());
                var known = Optional.ofNullable(catalogue.all().get(source.id()));
                if (known.isEmpty()) {
                    catalogue.put(List.of(source), null, false);
                } else {
                    err(spec).println("It is watched already, nothing was changed");
                }
                var shown = known.orElse(source);
                out(spec)
                        .println(shown.id() + "  " + shown.kind().wireName() + "  " + PlainText.line(shown.name())
                                + "  " + shown.url());
            }
            return ExitCode.OK;
        }

        private Found discover(URI address) {
            var env = new Env(Environment.ofProcess());
            var web = WebSettings.from(env);
            env.check();
            if (web.contact() == null) {
                throw Failure.usage(
                        "Cannot look at " + address + ": set INGEST_CONTACT (a URL or mail address where site"
                                + " owners reach you), or take the address as it is with --as-is");
            }
            try (var client = new WebClient(web, InstantSource.system())) {
                return switch (new FeedDiscovery(client).discover(address)) {
                    case Discovery.Itself(var found) -> found;
                    case Discovery.OnPage(var page, var feeds) -> first(page, feeds);
                    case Discovery.Nothing(var why) ->
                        throw new Failure(
                                ExitCode.DATA,
                                "Found nothing to watch at " + address + ": " + PlainText.line(why)
                                        + "; to watch it all the same, use --as-is");
                };
            }
        }

        private Found first(URI page, List<Found> feeds) {
            err(spec)
                    .println(page + " names " + feeds.size()
                            + (feeds.size() == 1 ? " feed" : " feeds, the first is taken") + ":");
            feeds.forEach(feed -> err(spec).println("  " + feed.url() + "  " + PlainText.line(feed.title())));
            return feeds.get(0);
        }

        private static Source source(Found found) {
            var address = found.url().toString();
            return new Source(
                    Address.of(address)
                            .map(SourceId::of)
                            .orElseThrow(() -> Failure.usage("'" + address + "' is too long an address")),
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

    /** {@code wireroom sources remove}. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Stop watching sources. What they brought stays in the store.")
    @SuppressWarnings("NullAway.Init") // picocli fills annotated fields before it calls a command
    static final class Remove implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private KafkaOptions kafka = new KafkaOptions();

        @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids as `sources list` shows them, or addresses.")
        private List<String> ids;

        @Override
        public Integer call() {
            var wanted = new ArrayList<SourceId>();
            for (var id : ids) {
                wanted.add(id(id));
            }
            try (var access = kafka.open()) {
                var removed = new SourceCatalogue(access.settings(), access.clients()).remove(wanted);
                removed.forEach(id -> out(spec).println("removed " + id));
                wanted.removeAll(removed);
            }
            if (!wanted.isEmpty()) {
                wanted.forEach(id -> err(spec).println("There is no source '" + id + "'; see `wireroom sources list`"));
                return ExitCode.DATA;
            }
            return ExitCode.OK;
        }

        private static SourceId id(String text) {
            var address = Address.of(text);
            if (address.isPresent()) {
                return SourceId.of(address.get());
            }
            try {
                return new SourceId(text.strip());
            } catch (IllegalArgumentException e) {
                throw Failure.usage("'" + PlainText.line(text) + "' is neither the id of a source nor an address");
            }
        }
    }

    private static PrintWriter out(CommandSpec spec) {
        return spec.commandLine().getOut();
    }

    private static PrintWriter err(CommandSpec spec) {
        return spec.commandLine().getErr();
    }
}
