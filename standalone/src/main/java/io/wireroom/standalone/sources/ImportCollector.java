package io.wireroom.standalone.sources;

import io.wireroom.contract.Source;
import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceSettings;
import io.wireroom.contract.address.Address;
import io.wireroom.ingest.site.ArticleLinks;
import io.wireroom.runtime.Env;
import io.wireroom.runtime.ExitCode;
import io.wireroom.runtime.Failure;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the entries of one sources file into sources: folds duplicates, collects all problems. */
final class ImportCollector {

    private static final String EXPECTED =
            "OPML with <outline type=\"rss\" text=\"Name\" xmlUrl=\"https://…\"/>, a YAML list of"
                    + " {url, name, group, kind, interval, id, fullText, articleLinks}, or one address a line";

    private static final Pattern READER_SCHEME =
            Pattern.compile("(?:feeds?|rss|pcast|itpc|podcast):(?://)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB_SCHEME = Pattern.compile("https?:", Pattern.CASE_INSENSITIVE);
    private static final int MAX_PROBLEMS = 20;
    private static final int MAX_ID = 64;

    /**
     * One entry as written in the file.
     *
     * @param line from 1
     * @param kind of the source
     * @param interval as written
     * @param fullText as written: true or false
     * @param articleLinks CSS selectors; empty for none
     */
    record Entry(
            int line,
            String url,
            @Nullable String name,
            @Nullable String group,
            Source.Kind kind,
            @Nullable String interval,
            @Nullable String id,
            @Nullable String fullText,
            List<String> articleLinks) {}

    private final String file;
    private final List<Source> sources = new ArrayList<>();
    private final Set<Address> seen = new HashSet<>();
    private final Map<SourceId, Integer> lineOfId = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private int folded;

    ImportCollector(String file) {
        this.file = file;
    }

    void problem(int line, String what) {
        problems.add("line " + line + ": " + what);
    }

    void add(Entry entry) {
        var written = withWebScheme(entry.url().strip());
        var web = Address.web(written);
        var address = Address.of(written);
        if (web.isEmpty() || address.isEmpty()) {
            problem(
                    entry.line(),
                    written.isEmpty()
                            ? "no address"
                            : "'" + shown(written) + "' is not an absolute http or https address");
            return;
        }
        if (Address.hasUserInformation(written)) {
            problem(
                    entry.line(),
                    "the address of " + Address.hostOf(web.get())
                            + " has a user name or password, which are never sent:" + " remove them");
            return;
        }
        var ownId = id(entry);
        var interval = interval(entry);
        if (ownId.isEmpty() || interval.isEmpty() || tooDeep(entry) || !settingsAreFine(entry)) {
            return;
        }
        if (!seen.add(address.get())) {
            folded++;
            return;
        }
        var id = ownId.get().orElseGet(() -> SourceId.of(address.get()));
        var before = lineOfId.putIfAbsent(id, entry.line());
        if (before != null) {
            problem(entry.line(), "id '" + id + "' was given to another address on line " + before);
            return;
        }
        sources.add(source(id, web.get(), entry, interval.get().orElse(null)));
    }

    /** Whether any source was taken. */
    boolean isEmpty() {
        return sources.isEmpty();
    }

    /** Schemes that stand for, or before, that of the web in addresses for feed readers. */
    private static String withWebScheme(String address) {
        var scheme = READER_SCHEME.matcher(address);
        if (!scheme.lookingAt()) {
            return address;
        }
        var rest = address.substring(scheme.end());
        return WEB_SCHEME.matcher(rest).lookingAt() ? rest : "http://" + rest.replaceFirst("^/+", "");
    }

    /** The sources of the file without the entries that are wrong; refuses a file of which nothing can be taken. */
    SourceList finishWhatIsFine(SourceList.Format format) {
        return sources.isEmpty() ? finish(format) : new SourceList(sources, folded, format, shownProblems());
    }

    private List<String> shownProblems() {
        var shown = new ArrayList<>(problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
        if (problems.size() > MAX_PROBLEMS) {
            shown.add("and " + (problems.size() - MAX_PROBLEMS) + " more");
        }
        return shown;
    }

    /** The sources of the file; refuses the whole file when anything in it is wrong, or it has none. */
    SourceList finish(SourceList.Format format) {
        if (!problems.isEmpty()) {
            throw new Failure(
                    ExitCode.DATA,
                    "Cannot read sources from '" + file + "', nothing was imported from it; correct or remove these"
                            + " entries:\n  " + String.join("\n  ", shownProblems()));
        }
        if (sources.isEmpty()) {
            throw new Failure(
                    ExitCode.DATA, "Cannot read sources from '" + file + "': no source in it; expected " + EXPECTED);
        }
        return new SourceList(sources, folded, format);
    }

    /** A file that cannot be read from this place on; 0 for an unknown line or column. */
    static Failure broken(String file, int line, int column, String why, @Nullable Throwable cause) {
        var place = line < 1 ? "" : ", line " + line + (column < 1 ? "" : ", column " + column);
        return new Failure(
                ExitCode.DATA,
                "Cannot read sources from '" + file + "'" + place + ": " + why + "; expected " + EXPECTED,
                cause);
    }

    static Failure broken(String file, int line, int column, String why) {
        return broken(file, line, column, why, null);
    }

    private static Source source(SourceId id, URI url, Entry entry, @Nullable Duration interval) {
        // An address may be longer than a name: cut like one, so that an export reads back the same.
        var name =
                SourceText.line(entry.name()) == null ? SourceText.line(url.toString()) : SourceText.line(entry.name());
        var group = entry.group() == null ? null : SourceText.group(List.of(entry.group()));
        return new Source(
                id,
                url,
                entry.kind(),
                Objects.requireNonNullElse(name, id.value()),
                group,
                interval,
                null,
                settings(entry));
    }

    private static @Nullable SourceSettings settings(Entry entry) {
        var fullText = entry.fullText() != null
                && Boolean.parseBoolean(entry.fullText().strip());
        return fullText || !entry.articleLinks().isEmpty()
                ? new SourceSettings(
                        fullText ? true : null, entry.articleLinks().isEmpty() ? null : entry.articleLinks())
                : null;
    }

    private boolean settingsAreFine(Entry entry) {
        var before = problems.size();
        if (entry.fullText() != null) {
            var value = entry.fullText().strip().toLowerCase(Locale.ROOT);
            if (!value.equals("true") && !value.equals("false")) {
                problem(entry.line(), "fullText '" + shown(entry.fullText()) + "' must be true or false");
            } else if (value.equals("true") && entry.kind() != Source.Kind.FEED) {
                problem(entry.line(), "fullText is for feeds: a " + entry.kind().wireName() + " has no texts");
            }
        }
        if (!entry.articleLinks().isEmpty() && entry.kind() != Source.Kind.SECTION) {
            problem(entry.line(), "articleLinks are for kind section");
        }
        for (var selector : entry.articleLinks()) {
            if (!ArticleLinks.isSelector(selector) || !selector.equals(SourceText.printable(selector))) {
                problem(entry.line(), "articleLinks '" + shown(selector) + "' is not a CSS selector");
            }
        }
        return problems.size() == before;
    }

    private boolean tooDeep(Entry entry) {
        var deep = SourceText.segments(entry.group()).size() > SourceText.MAX_GROUP_DEPTH;
        if (deep) {
            problem(entry.line(), "its group nests deeper than " + SourceText.MAX_GROUP_DEPTH);
        }
        return deep;
    }

    /** Empty if the value is wrong; an empty value inside if there is no value. */
    private Optional<Optional<SourceId>> id(Entry entry) {
        if (entry.id() == null) {
            return Optional.of(Optional.empty());
        }
        var id = entry.id().strip();
        if (id.isEmpty() || id.length() > MAX_ID || id.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
            problem(entry.line(), "id '" + shown(id) + "' must be 1 to 64 ASCII characters without spaces");
            return Optional.empty();
        }
        return Optional.of(Optional.of(new SourceId(id)));
    }

    private Optional<Optional<Duration>> interval(Entry entry) {
        if (entry.interval() == null) {
            return Optional.of(Optional.empty());
        }
        try {
            var interval = Env.parseDuration(entry.interval().strip());
            if (interval.compareTo(Source.MIN_INTERVAL) >= 0 && interval.compareTo(Source.MAX_INTERVAL) <= 0) {
                return Optional.of(Optional.of(interval));
            }
            problem(entry.line(), "interval '" + shown(entry.interval()) + "' must be from 1s to 366d");
        } catch (IllegalArgumentException | ArithmeticException e) {
            problem(
                    entry.line(),
                    "interval '" + shown(entry.interval()) + "' must be a duration such as 90s, 15m or 6h");
        }
        return Optional.empty();
    }

    private static String shown(String text) {
        var line = SourceText.line(text);
        if (line == null) {
            return "";
        }
        return line.length() > 120 ? line.substring(0, 120) + "…" : line;
    }
}
