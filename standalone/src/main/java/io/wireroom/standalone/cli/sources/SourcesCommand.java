package io.wireroom.standalone.cli.sources;

import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.access.KafkaCommand;
import io.wireroom.standalone.cli.options.CommandGroup;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.sources.OpmlWriter;
import io.wireroom.standalone.sources.SourceCatalogue;
import io.wireroom.standalone.sources.SourcesFile;
import io.wireroom.standalone.sources.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom sources}. */
@Command(
        name = "sources",
        mixinStandardHelpOptions = true,
        description = "Import, export, list, add, remove, pause and resume sources.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SourcesCommand.Import.class,
            SourcesCommand.Export.class,
            SourcesListCommand.class,
            SourcesAddCommand.class,
            SourcesCommand.Remove.class,
            SourcesPauseCommand.Pause.class,
            SourcesPauseCommand.Resume.class
        })
public final class SourcesCommand extends CommandGroup {

    /** {@code wireroom sources import}. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Add the sources in a file, and update those that changed.",
                "FILE is OPML, a YAML list of {url, name, group, kind, interval, id, fullText, articleLinks}, or plain text"
                        + " with one URL per line. If an entry is wrong, nothing is imported."
            })
    static final class Import extends KafkaCommand {

        @Parameters(paramLabel = "FILE", description = "OPML, YAML or plain text file.")
        private Path file = Path.of("");

        @Option(
                names = "--sync",
                description =
                        "Also remove sources that came from this file before and are no longer in it. A file is recognised by"
                                + " its name without the folder.")
        private boolean sync;

        @Override
        public Integer call() {
            // The file first: a broken one can be reported without Kafka.
            var contents = SourcesFile.read(file);
            try (var access = kafkaOrNew()) {
                // What cannot be read may name a source that is watched: that one stays.
                var removes = sync && contents.leftOut().isEmpty();
                var result = new SourceCatalogue(access.settings(), access.clients())
                        .put(contents.sources(), SourcesFile.origin(file), removes);
                out().println("%d added, %d updated, %d unchanged, %d removed"
                        .formatted(result.added(), result.updated(), result.unchanged(), result.removed()));
                contents.leftOut().forEach(line -> err().println("left out: " + PlainText.line(line)));
                if (sync && !removes) {
                    err().println("nothing was removed: correct these entries first");
                }
                if (contents.duplicates() > 0) {
                    err().println("%d entries have the address of an earlier entry; the first one counts"
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
            description = "Print all sources as a file that `sources import` can read.")
    static final class Export extends KafkaCommand {

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                defaultValue = "opml",
                description = "opml (default) or yaml.")
        private String format = "opml";

        @Override
        public Integer call() {
            var yaml = format.equals("yaml");
            if (!yaml && !format.equals("opml")) {
                throw Failure.usage("--format '" + PlainText.line(format) + "' must be opml or yaml");
            }
            try (var access = kafka()) {
                var sources = new SourceCatalogue(access.settings(), access.clients()).all();
                var text = yaml ? YamlWriter.write(sources.values()) : OpmlWriter.write(sources.values());
                // Bytes, because the document is UTF-8 for every encoding of the terminal.
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                System.out.write(bytes, 0, bytes.length);
                System.out.flush();
            }
            return ExitCode.OK;
        }
    }

    /** {@code wireroom sources remove}. */
    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove sources. Their articles stay in the store.")
    static final class Remove extends KafkaCommand {

        @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids as shown by `sources list`, or URLs.")
        private List<String> ids = List.of();

        @Override
        public Integer call() {
            var wanted = new ArrayList<>(SourceIds.of(ids));
            try (var access = kafka()) {
                var removed = new SourceCatalogue(access.settings(), access.clients()).remove(wanted);
                removed.forEach(id -> out().println("removed " + id));
                wanted.removeAll(removed);
            }
            if (!wanted.isEmpty()) {
                wanted.forEach(id -> err().println(SourceIds.unknown(id)));
                return ExitCode.DATA;
            }
            return ExitCode.OK;
        }
    }
}
