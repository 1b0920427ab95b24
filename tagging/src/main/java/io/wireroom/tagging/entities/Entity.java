package io.wireroom.tagging.entities;

import io.wireroom.contract.Article.Creator;
import io.wireroom.contract.Article.Span;
import io.wireroom.contract.Article.Tag;
import io.wireroom.tagging.NameFinder.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One person, organisation or place, with all its names and mentions. Not thread-safe. */
final class Entity {

    private static final double SURE = 0.8;
    private static final double LIKELY = 0.6;
    private static final double SUREST = 0.99;
    private static final double DOUBT_LEFT_BY_MENTION = 0.9;

    private final Kind kind;
    private final List<TokenSpan> spans = new ArrayList<>();
    /** End of each mention by its start, both UTF-16 offsets. */
    private final TreeMap<Integer, Integer> mentions = new TreeMap<>();

    private String name;
    private @Nullable String uri;
    private @Nullable Creator creator;
    private double confidence;

    Entity(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    Kind kind() {
        return kind;
    }

    String name() {
        return name;
    }

    void rename(String better) {
        name = better;
    }

    void identify(@Nullable String identity, Creator by) {
        uri = identity;
        creator = by;
    }

    List<TokenSpan> spans() {
        return spans;
    }

    void add(FoldedTokens tokens, TokenSpan span) {
        spans.add(span);
        addMention(tokens.start(span.first()), tokens.end(span.end() - 1), span.confidence());
    }

    void addMention(int start, int end, double newConfidence) {
        mentions.put(start, end);
        confidence = Math.max(confidence, newConfidence);
    }

    /** Takes over the names and mentions of another. */
    void absorb(Entity other) {
        spans.addAll(other.spans);
        mentions.putAll(other.mentions);
        confidence = Math.max(confidence, other.confidence);
    }

    /** Whether one mention is beyond doubt, or several are likely. */
    boolean isSure() {
        return confidence >= SURE || confidence >= LIKELY && spans.size() > 1;
    }

    int firstMention() {
        return mentions.firstKey();
    }

    /** Start of the last mention before an offset; -1 if there is none. */
    int lastMentionBefore(int offset) {
        var before = mentions.lowerKey(offset);
        return before == null ? -1 : before;
    }

    Tag tag(Map<TokenSpan.Origin, Creator> creators) {
        double doubt = (1 - confidence) * Math.pow(DOUBT_LEFT_BY_MENTION, mentions.size() - 1);
        var found = new ArrayList<Span>(mentions.size());
        mentions.forEach((start, end) -> found.add(new Span(start, end)));
        var type = kind.name().toLowerCase(Locale.ROOT);
        // Two digits, because the calibration is not more precise.
        double rounded = Math.round(Math.min(SUREST, 1 - doubt) * 100) / 100.0;
        return new Tag(name, type, uri, rounded, creator == null ? creator(creators) : creator, found);
    }

    private Creator creator(Map<TokenSpan.Origin, Creator> creators) {
        for (var origin : TokenSpan.Origin.values()) {
            var by = creators.get(origin);
            if (by != null && spans.stream().anyMatch(span -> span.origin() == origin)) {
                return by;
            }
        }
        throw new IllegalStateException("no origin for " + name);
    }
}
