package io.wireroom.training.lines;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.enrich.clean.Cleaned;
import io.wireroom.enrich.clean.Cleaned.Extracted;
import io.wireroom.enrich.clean.Content;
import io.wireroom.enrich.clean.dates.FoundDate.Dated;
import io.wireroom.training.lines.PageSet.Page;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Quality of cleaned pages by the measure of the public article-extraction benchmark: precision and recall of 4-word
 * windows of each page, averaged over the pages; accuracy is the share of pages with all words right. Characters of
 * scripts without spaces count as words of their own. Not thread-safe.
 */
public final class CleanQuality {

    private static final int WINDOW = 4;
    private static final String SPACELESS =
            "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff";
    private static final Pattern WORD = Pattern.compile(
            "[" + SPACELESS + "]|[\\p{IsAlphabetic}\\p{IsDigit}_&&[^" + SPACELESS + "]]+",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern BETWEEN_NAMES =
            Pattern.compile("\\s*(?:;|,|\\||\\band\\b|\\bund\\b|\\bet\\b|&)\\s*", Pattern.CASE_INSENSITIVE);

    private final List<Double> precisions = new ArrayList<>();
    private final List<Double> recalls = new ArrayList<>();
    private int pages;
    private int bodies;
    private int exact;
    private int wanted;
    private int found;
    private int unwantedFound;
    private final Map<String, int[]> fields = new HashMap<>();

    /** Counts one page. */
    public void add(Page page, Cleaned cleaned) {
        pages++;
        var got = cleaned instanceof Extracted extracted ? extracted.found() : null;
        var text = got == null ? "" : got.text();
        var truth = page.truth();
        if (truth.path("articleBody").isTextual()) {
            body(words(truth.path("articleBody").asText()), words(text));
        } else {
            segments(truth, text);
        }
        field("title", text(truth, "title"), value -> fold(value).equals(fold(got == null ? "" : got.title())));
        field("date", day(truth.path("date").asText("")), value -> value.equals(day(got)));
        var authors = names(truth.path("author"));
        field("author", authors.isEmpty() ? null : "given", value -> authors.equals(names(got)));
    }

    private void body(List<String> truth, List<String> guess) {
        bodies++;
        if (truth.equals(guess)) {
            exact++;
        }
        var want = windows(truth);
        var have = windows(guess);
        var hit = 0;
        for (var one : have.entrySet()) {
            hit += Math.min(one.getValue(), want.getOrDefault(one.getKey(), 0));
        }
        var all = want.values().stream().mapToInt(Integer::intValue).sum();
        var given = have.values().stream().mapToInt(Integer::intValue).sum();
        if (given > 0) {
            precisions.add((double) hit / given);
        }
        if (all > 0) {
            recalls.add((double) hit / all);
        }
    }

    private static Map<List<String>, Integer> windows(List<String> words) {
        var windows = new HashMap<List<String>, Integer>();
        if (!words.isEmpty() && words.size() <= WINDOW) {
            windows.put(words, 1);
        }
        for (int i = 0; words.size() > WINDOW && i + WINDOW <= words.size(); i++) {
            windows.merge(words.subList(i, i + WINDOW), 1, Integer::sum);
        }
        return windows;
    }

    private void segments(JsonNode truth, String text) {
        var squeezed = text.replaceAll("\\s+", " ").strip();
        for (var one : truth.path("with")) {
            wanted++;
            found += squeezed.contains(one.asText().replaceAll("\\s+", " ").strip()) ? 1 : 0;
        }
        for (var one : truth.path("without")) {
            unwantedFound +=
                    squeezed.contains(one.asText().replaceAll("\\s+", " ").strip()) ? 1 : 0;
        }
    }

    private void field(String name, @Nullable String truth, java.util.function.Predicate<String> right) {
        if (truth != null && !truth.isEmpty()) {
            var counts = fields.computeIfAbsent(name, key -> new int[2]);
            counts[0]++;
            counts[1] += right.test(truth) ? 1 : 0;
        }
    }

    /** How many pages were counted. */
    public int pages() {
        return pages;
    }

    /** Harmonic mean of precision and recall: of the bodies if there are any, else of the segments. */
    public double f1() {
        return harmonic(precision(), recall());
    }

    public double precision() {
        return bodies > 0 ? mean(precisions) : share(found, found + unwantedFound);
    }

    public double recall() {
        return bodies > 0 ? mean(recalls) : share(found, wanted);
    }

    /** Share of bodies with every word right; NaN where there are no bodies. */
    public double accuracy() {
        return share(exact, bodies);
    }

    /** Share of pages whose field is right; NaN where the truth has none. */
    public double field(String name) {
        var counts = fields.getOrDefault(name, new int[2]);
        return share(counts[1], counts[0]);
    }

    private static double harmonic(double p, double r) {
        return p + r == 0 ? 0 : 2 * p * r / (p + r);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double share(int part, int all) {
        return all == 0 ? Double.NaN : (double) part / all;
    }

    static List<String> words(String text) {
        return WORD.matcher(text).results().map(match -> match.group()).toList();
    }

    private static String fold(String text) {
        return String.join(
                " ", words(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT)));
    }

    private static @Nullable String text(JsonNode truth, String field) {
        return truth.path(field).isTextual() ? truth.path(field).asText() : null;
    }

    private static String day(String text) {
        var matcher = DAY.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    /** The day as written if it is in ISO 8601, else the day in UTC. */
    private static String day(@Nullable Content got) {
        if (got == null || got.publishedAt() == null) {
            return "";
        }
        var original = got.published().dated().map(Dated::original).orElse("");
        var written =
                original.length() >= 10 && original.substring(0, 4).chars().allMatch(Character::isDigit)
                        ? day(original.substring(0, 10))
                        : "";
        return written.isEmpty() ? day(got.publishedAt().toString()) : written;
    }

    private static Set<String> names(@Nullable Content got) {
        var names = new HashSet<String>();
        if (got != null) {
            got.authors().names().forEach(name -> addNames(names, name));
        }
        return names;
    }

    private static Set<String> names(JsonNode truth) {
        var names = new HashSet<String>();
        if (truth.isArray()) {
            truth.forEach(one -> addNames(names, one.asText()));
        } else if (truth.isTextual()) {
            addNames(names, truth.asText());
        }
        return names;
    }

    private static void addNames(Set<String> names, String text) {
        for (var part : BETWEEN_NAMES.split(text)) {
            var name = fold(part).replaceFirst("^(?:by|von|par|por|da|di) ", "");
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
    }
}
