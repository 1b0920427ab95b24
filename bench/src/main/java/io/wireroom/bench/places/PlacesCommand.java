package io.wireroom.bench.places;

import io.wireroom.bench.measure.Meter;
import io.wireroom.runtime.ExitCode;
import io.wireroom.tagging.places.Gazetteer;
import io.wireroom.tagging.places.PlaceSenses;
import io.wireroom.tagging.places.PlaceSenses.Support;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wireroom bench places}: how fast the gazetteer loads, finds names and resolves them. */
@Command(
        name = "places",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the gazetteer (the list of place names): load time, and articles of 500 words read per second on one"
                    + " core.",
            "Exit code 0 needs 16,400 articles per second, the published figure of a double-array Aho-Corasick"
                    + " automaton with 55,666 names."
        })
public final class PlacesCommand implements Callable<Integer> {

    private static final double PEER_PER_SECOND = 16_400;
    private static final int WORDS = 500;
    private static final int EVERY_NTH_IS_A_NAME = 12;
    private static final List<String> NAMES = List.of("""
            Kenya, Kenyan, Nairobi, United States, US, Paris, France, Baghdad, Iraqi, New York, London,
            Georgia, Tbilisi, Mombasa, Brazilian, São Paulo, Ada Hale, The, Orchard Council""".split(",\\s+"));

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Measured rounds (default: 5).")
    private int rounds;

    @Option(
            names = "--articles",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Articles per round (default: 2000).")
    private int articles;

    @Override
    public Integer call() {
        var out = System.out;
        long before = System.nanoTime();
        var gazetteer = Gazetteer.load();
        var senses = PlaceSenses.of(gazetteer);
        out.printf(Locale.ROOT, "names\t%d\nload\t%.0f ms%n", gazetteer.size(), (System.nanoTime() - before) / 1e6);
        var texts = texts();
        double found = best(
                out, "names found", texts, text -> gazetteer.find(text, "en").size());
        best(
                out,
                "senses found",
                texts,
                text -> senses.find("", text, "en", (start, end) -> Support.NONE)
                        .size());
        return found >= PEER_PER_SECOND ? ExitCode.OK : ExitCode.BROKEN;
    }

    private double best(PrintStream out, String what, List<String> texts, ToLongFunction<String> work) {
        double best = 0;
        long found = 0;
        // One more round than is measured: the first one compiles.
        for (int round = 0; round <= rounds; round++) {
            var meter = new Meter();
            found = meter.call(() -> texts.stream().mapToLong(work).sum());
            if (round > 0) {
                best = Math.max(best, texts.size() * meter.perSecond());
            }
        }
        out.printf(Locale.ROOT, "%s\t%.0f articles/s\t(%.1f an article)%n", what, best, (double) found / texts.size());
        return best;
    }

    private List<String> texts() {
        var random = new SplittableRandom(3);
        return IntStream.range(0, articles)
                .mapToObj(article -> {
                    var text = new StringBuilder();
                    for (int word = 0; word < WORDS; word++) {
                        if (random.nextInt(EVERY_NTH_IS_A_NAME) == 0) {
                            text.append(NAMES.get(random.nextInt(NAMES.size())));
                        } else {
                            for (int letters = 2 + random.nextInt(8); letters > 0; letters--) {
                                text.append((char) ('a' + random.nextInt(26)));
                            }
                        }
                        text.append(random.nextInt(15) == 0 ? ". " : " ");
                    }
                    return text.toString();
                })
                .toList();
    }
}
