package io.wireroom.enrich.match;

import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.ArticleId;
import io.wireroom.contract.address.Site;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Invents articles and the ways in which other outlets print them. The same seed gives the same articles. */
public final class InventedWire {

    public static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private static final List<String> SYLLABLES = List.of(
            "ba", "den", "ko", "lir", "mas", "no", "per", "ral", "sto", "tin", "ul", "ver", "wes", "yor", "zan");

    private final Random random;

    public InventedWire(long seed) {
        this.random = new Random(seed);
    }

    /** Title and text, one paragraph a line. */
    public record Story(String title, String text) {

        private List<String> paragraphs() {
            return List.of(text.split("\n"));
        }
    }

    /** What another outlet does with a text. */
    public enum Edit {
        NONE,
        DATELINE,
        TYPOGRAPHY,
        CUT_TO_70,
        CUT_TO_40,
        WORDS_5,
        WORDS_10,
        WORDS_20,
        REORDER,
        GROW
    }

    /** An article of eight paragraphs. */
    public Story story() {
        var text = IntStream.range(0, 8)
                .mapToObj(paragraph -> IntStream.range(0, 2 + random.nextInt(2))
                        .mapToObj(sentence -> sentence())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        return new Story(words(6), text);
    }

    public Story edited(Story story, Edit edit) {
        var paragraphs = story.paragraphs();
        return switch (edit) {
            case NONE -> story;
            case DATELINE ->
                new Story(
                        story.title(),
                        "GENEVA (Wire) - " + story.text()
                                + "\nSign up for our daily newsletter. By clicking you agree to our terms of use.");
            case TYPOGRAPHY ->
                new Story(
                        story.title().toUpperCase(Locale.ROOT),
                        story.text().replace("'", "’").replace("-", "–").replace("\n", "\n\n"));
            case CUT_TO_70 -> new Story(story.title(), String.join("\n", paragraphs.subList(0, 5)));
            case CUT_TO_40 -> new Story(story.title(), String.join("\n", paragraphs.subList(0, 3)));
            case WORDS_5 -> new Story(story.title(), wordsEdited(story.text(), 0.05));
            case WORDS_10 -> new Story(story.title(), wordsEdited(story.text(), 0.10));
            case WORDS_20 -> new Story(story.title(), wordsEdited(story.text(), 0.20));
            case REORDER -> {
                var tail = new ArrayList<>(paragraphs.subList(1, paragraphs.size()));
                Collections.shuffle(tail, random);
                tail.addFirst(paragraphs.getFirst());
                yield new Story("Update: " + story.title(), String.join("\n", tail));
            }
            case GROW -> withParagraphsOf(story, story());
        };
    }

    /** The text with the first paragraphs of another one after its second paragraph. */
    public Story withParagraphsOf(Story story, Story other) {
        var all = new ArrayList<>(story.paragraphs());
        all.addAll(2, other.paragraphs().subList(0, 2));
        return new Story(story.title(), String.join("\n", all));
    }

    /** One frame with other numbers each time. */
    public Story marketReport() {
        return new Story(
                "Stocks at the close",
                String.format(
                        Locale.ROOT,
                        "The main index closed at %d points, a change of %.2f per cent. Banks moved %.2f per cent and"
                                + " miners moved %.2f per cent. Volume was %d million shares. The currency traded at %.4f"
                                + " against the dollar. Oil was at %d dollars a barrel and gold at %d dollars an ounce.",
                        3000 + random.nextInt(6000),
                        random.nextDouble() * 3,
                        random.nextDouble() * 3,
                        random.nextDouble() * 3,
                        100 + random.nextInt(800),
                        0.5 + random.nextDouble(),
                        40 + random.nextInt(80),
                        1000 + random.nextInt(1500)));
    }

    /** The fingerprint of a text at one of ten sites, within the first day. */
    public Fingerprint fingerprint(String id, Story story) {
        return fingerprint(
                id,
                1,
                "site" + random.nextInt(10) + ".example",
                START.plus(Duration.ofMinutes(random.nextInt(1440))),
                story);
    }

    public static Fingerprint fingerprint(String id, int version, String site, Instant seenAt, Story story) {
        return Fingerprinter.of(
                new ArticleId(id), version, new Site(site), seenAt, "en", story.title(), story.text(), Tags.NONE);
    }

    private String sentence() {
        var number = random.nextInt(4) == 0 ? " " + random.nextInt(100_000) : "";
        var sentence = words(7 + random.nextInt(6)) + number + " " + words(3);
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
    }

    private String words(int count) {
        return IntStream.range(0, count).mapToObj(word -> word()).collect(Collectors.joining(" "));
    }

    private String word() {
        return IntStream.rangeClosed(0, 1 + random.nextInt(2))
                .mapToObj(syllable -> SYLLABLES.get(random.nextInt(SYLLABLES.size())))
                .collect(Collectors.joining());
    }

    /** Deletes, replaces and inserts words, a third of the rate each. */
    private String wordsEdited(String text, double rate) {
        return Arrays.stream(text.split("\n"))
                .map(line -> lineEdited(line, rate))
                .collect(Collectors.joining("\n"));
    }

    private String lineEdited(String line, double rate) {
        var edited = new ArrayList<String>();
        for (var word : line.split(" ")) {
            var drawn = random.nextDouble() / rate;
            if (drawn >= 1) {
                edited.add(word);
            } else if (drawn >= 1 / 3.0) {
                if (drawn >= 2 / 3.0) {
                    edited.add(word);
                }
                edited.add(word());
            }
        }
        return String.join(" ", edited);
    }
}
