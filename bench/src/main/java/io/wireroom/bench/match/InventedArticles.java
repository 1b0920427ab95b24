package io.wireroom.bench.match;

import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.address.Site;
import io.wireroom.enrich.match.Fingerprint;
import io.wireroom.enrich.match.Fingerprinter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Invents a stream of articles: 10 % are copies of a recent one, 5 % a market report, 3 % about one of twenty big events,
 * and the others about something of their own. The same seed gives the same articles. Not thread-safe.
 */
final class InventedArticles {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(14);
    private static final double COPIES = 0.10;
    private static final double TEMPLATES = 0.05;
    private static final double HOT = 0.03;
    private static final int HOT_EVENTS = 20;
    private static final int RECENT = 20_000;
    private static final int WORDS = 120;
    private static final int VOCABULARY = 200_000;
    private static final int WORDS_OF_AN_EVENT = 30;

    private final SplittableRandom random;
    private final int count;
    private final List<Text> recent = new ArrayList<>();
    private int made;

    /** What an article is. */
    enum Kind {
        OWN,
        COPY,
        TEMPLATE,
        HOT
    }

    /**
     * An article.
     *
     * @param title its words
     * @param group number of the original text
     * @param event number of the big event; negative if it is about none
     */
    record Invented(Fingerprint fingerprint, String title, Kind kind, int group, int event) {}

    private record Text(String title, List<String> words, int group, int event) {}

    InventedArticles(long seed, int count) {
        this.random = new SplittableRandom(seed);
        this.count = count;
    }

    Invented next() {
        var drawn = random.nextDouble();
        if (drawn < COPIES && !recent.isEmpty()) {
            var original = recent.get(random.nextInt(recent.size()));
            return invented(edited(original), Kind.COPY);
        }
        if (drawn < COPIES + TEMPLATES) {
            return invented(report(), Kind.TEMPLATE);
        }
        var isHot = drawn < COPIES + TEMPLATES + HOT;
        var text = text(isHot ? random.nextInt(HOT_EVENTS) : -1);
        if (recent.size() < RECENT) {
            recent.add(text);
        } else {
            recent.set(random.nextInt(RECENT), text);
        }
        return invented(text, isHot ? Kind.HOT : Kind.OWN);
    }

    private Invented invented(Text text, Kind kind) {
        int number = made++;
        var fingerprint = Fingerprinter.of(
                new ArticleId(Sha256.id("article " + number)),
                1,
                new Site("site" + random.nextInt(5000) + ".example"),
                START.plus(SPAN.multipliedBy(number).dividedBy(count)),
                "en",
                text.title(),
                String.join(" ", text.words()),
                Tags.NONE);
        return new Invented(fingerprint, text.title(), kind, text.group(), text.event());
    }

    private Text text(int event) {
        var words = new ArrayList<String>(WORDS);
        for (int i = 0; i < WORDS; i++) {
            words.add(event >= 0 && i % 2 == 0 ? wordOf(event) : word());
        }
        var title = event >= 0
                ? wordOf(event) + " " + wordOf(event) + " " + wordOf(event) + " " + word()
                : word() + " " + word() + " " + word() + " " + word();
        return new Text(title, words, made, event);
    }

    /** A tenth of the words replaced, perhaps a dateline, and perhaps the end cut off. */
    private Text edited(Text original) {
        var kept = WORDS * (random.nextBoolean() ? 100 : 40 + random.nextInt(60)) / 100;
        var words = new ArrayList<String>();
        if (random.nextBoolean()) {
            words.addAll(List.of("GENEVA", "(Wire)", "-"));
        }
        for (var word :
                original.words().subList(0, Math.min(kept, original.words().size()))) {
            words.add(random.nextInt(10) == 0 ? word() : word);
        }
        return new Text(original.title(), words, original.group(), original.event());
    }

    private Text report() {
        var text = String.format(
                Locale.ROOT,
                "The main index closed at %d points, a change of %.2f per cent. Banks moved %.2f per cent and miners"
                        + " moved %.2f per cent. Volume was %d million shares. The currency traded at %.4f against the"
                        + " dollar. Oil was at %d dollars a barrel and gold at %d dollars an ounce.",
                3000 + random.nextInt(6000),
                random.nextDouble(-3, 3),
                random.nextDouble(-3, 3),
                random.nextDouble(-3, 3),
                100 + random.nextInt(800),
                random.nextDouble(0.5, 2),
                40 + random.nextInt(80),
                1000 + random.nextInt(1500));
        return new Text("Stocks at the close", List.of(text.split(" ")), made, -1);
    }

    private static String named(String prefix, int number) {
        return number % 4 == 0 ? prefix.toUpperCase(Locale.ROOT) + number : prefix + number;
    }

    private String wordOf(int event) {
        return named("event", event * WORDS_OF_AN_EVENT + random.nextInt(WORDS_OF_AN_EVENT));
    }

    /** Frequent words are more frequent, as in a language; one in twelve is a number. */
    private String word() {
        if (random.nextInt(12) == 0) {
            return String.valueOf(random.nextInt(100_000));
        }
        var share = random.nextDouble();
        return named("word", (int) (VOCABULARY * share * share * share));
    }
}
