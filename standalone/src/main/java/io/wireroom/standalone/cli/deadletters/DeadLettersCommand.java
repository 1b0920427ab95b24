package io.wireroom.standalone.cli.deadletters;

import io.wireroom.contract.json.JsonCodec;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import io.wireroom.standalone.cli.access.KafkaCommand;
import io.wireroom.standalone.cli.options.CommandGroup;
import io.wireroom.standalone.deadletters.Coordinates;
import io.wireroom.standalone.deadletters.DeadLetters;
import io.wireroom.standalone.deadletters.Letter;
import io.wireroom.standalone.deadletters.OpenedLetter;
import io.wireroom.standalone.deadletters.ReplayResult;
import io.wireroom.standalone.show.PlainText;
import io.wireroom.standalone.show.SafeText;
import io.wireroom.standalone.show.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wireroom dead-letters}. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "List, show and replay records that a stage could not process.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DeadLettersCommand.ListNewest.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Replay.class
        })
public final class DeadLettersCommand extends CommandGroup {

    /** {@code wireroom dead-letters list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the newest dead letters; the newest is last.")
    static final class ListNewest extends KafkaCommand {

        private static final int WIDEST = 60;

        @Option(names = "--stage", paramLabel = "STAGE", description = "Only this stage: ingest, enrich or sink.")
        private @Nullable String stage;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "50",
                description = "Maximum number of dead letters (default: ${DEFAULT-VALUE}).")
        private int limit = 50;

        @Option(names = "--json", description = "Print one JSON object per line.")
        private boolean json;

        @Override
        public Integer call() throws Exception {
            if (limit < 1) {
                throw Failure.usage("--limit " + limit + ": must be 1 or more");
            }
            try (var access = kafka()) {
                var letters = new DeadLetters(access.settings(), access.clients()).list(stage, limit);
                if (json) {
                    for (var letter : letters) {
                        out().println(SafeText.json(JsonCodec.MAPPER.writeValueAsString(letter)));
                    }
                } else {
                    print(letters);
                }
                out().flush();
            }
            return ExitCode.OK;
        }

        private void print(List<Letter> letters) {
            var table = new Table(WIDEST, "PLACE", "TIME", "STAGE", "BYTES", "REPLAYED", "KEY", "REASON");
            for (var letter : letters) {
                table.row(
                        letter.at().toString(),
                        letter.time().toString(),
                        letter.stage(),
                        Integer.toString(letter.size()),
                        letter.replayed() ? "yes" : "no",
                        PlainText.line(letter.key()),
                        letter.reason());
            }
            if (!letters.isEmpty()) {
                table.print(out());
            }
            err().println(letters.size() + (letters.size() == 1 ? " dead letter" : " dead letters"));
        }
    }

    /** {@code wireroom dead-letters show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the headers of a dead letter and the start of its value.")
    static final class Show extends KafkaCommand {

        private static final int SHOWN_BYTES = 4 * 1024;

        @Parameters(paramLabel = "PLACE", description = "STAGE:PARTITION:OFFSET or TOPIC:PARTITION:OFFSET.")
        private String place = "";

        @Override
        public Integer call() {
            try (var access = kafka()) {
                var letters = new DeadLetters(access.settings(), access.clients());
                var at = letters.place(place);
                print(letters.open(at)
                        .orElseThrow(() -> new Failure(
                                ExitCode.DATA,
                                "There is no dead letter at " + at + "; see `wireroom dead-letters list`")));
            }
            return ExitCode.OK;
        }

        private void print(OpenedLetter opened) {
            var out = out();
            var letter = opened.letter();
            out.println("place: " + letter.at());
            out.println("time: " + letter.time());
            out.println("key: " + PlainText.line(letter.key()));
            for (var header : opened.headers()) {
                var lines = PlainText.lines(header.value()).strip();
                out.println(PlainText.line(header.name()) + ": " + lines.replace("\n", "\n    "));
            }
            var value = opened.value();
            var shown = Math.min(SHOWN_BYTES, value.length);
            out.println();
            out.println(PlainText.lines(new String(value, 0, shown, StandardCharsets.UTF_8)));
            out.flush();
            if (shown < value.length) {
                err().println("… " + shown + " of " + value.length + " bytes");
            }
        }
    }

    /** {@code wireroom dead-letters replay}. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = {
                "Send dead letters to the stage again, as the next attempt of their items.",
                "A replayed dead letter is marked, and --all skips it. Replaying it again by its place is safe: nothing is"
                        + " stored twice."
            })
    static final class Replay extends KafkaCommand {

        @Parameters(
                paramLabel = "PLACE",
                arity = "0..*",
                description = "STAGE:PARTITION:OFFSET or TOPIC:PARTITION:OFFSET.")
        private List<String> places = List.of();

        @Option(names = "--all", description = "Replay all dead letters that were not replayed yet.")
        private boolean all;

        @Option(
                names = "--stage",
                paramLabel = "STAGE",
                description = "With --all: only this stage, ingest, enrich or sink.")
        private @Nullable String stage;

        @Override
        public Integer call() {
            if (all != places.isEmpty()) {
                throw Failure.usage("No dead letter given: name at least one PLACE, or use --all");
            }
            if (stage != null && !all) {
                throw Failure.usage("--stage can only be used with --all");
            }
            try (var access = kafka()) {
                var letters = new DeadLetters(access.settings(), access.clients());
                var named = places.stream().map(letters::place).toList();
                return report(all ? letters.replayAll(stage) : letters.replay(named));
            }
        }

        private int report(ReplayResult result) {
            result.replayed().stream().map(Coordinates::toString).forEach(at -> out().println("replayed " + at));
            result.skipped()
                    .forEach(skipped ->
                            err().println("not replayed " + skipped.at() + ": " + PlainText.line(skipped.why())));
            err().println(result.replayed().size() + " replayed, "
                    + result.skipped().size() + " not");
            return result.skipped().isEmpty() ? ExitCode.OK : ExitCode.DATA;
        }
    }
}
