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

/** Who or what bears the names that were put together. Not thread-safe. */
final class Entity {

    private static final double SURE = 0.8;
    private static final double LIKELY = 0.6;
    private static final double SUREST = 0.99;
    private static final double DOUBT_LEFT_BY_MENTION = 0.9;

    private final Kind kind;
    private final List<TokenSpan> stretches = new ArrayList<>();
    private final TreeMap<Integer, Integer> spans = new TreeMap<>();
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

    List<TokenSpan> stretches() {
        return stretches;
    }

    void add(Line line, TokenSpan stretch) {
        stretches.add(stretch);
        addSpan(line.tokens().start(stretch.first()), line.tokens().end(stretch.last() - 1), stretch.confidence());
    }

    void addSpan(int start, int end, double surety) {
        spans.put(start, end);
        confidence = Math.max(confidence, surety);
    }

    /** Takes all that another bears. */
    void absorb(Entity other) {
        stretches.addAll(other.stretches);
        spans.putAll(other.spans);
        confidence = Math.max(confidence, other.confidence);
    }

    /** Whether one mention is beyond doubt, or several are likely. */
    boolean isSure() {
        return confidence >= SURE || confidence >= LIKELY && stretches.size() > 1;
    }

    int firstMention() {
        return spans.firstKey();
    }

    /** Start of the last mention before an offset; -1 if there is none. */
    int lastMentionBefore(int offset) {
        var before = spans.lowerKey(offset);
        return before == null ? -1 : before;
    }

    Tag tag(Map<TokenSpan.Origin, Creator> creators) {
        double doubt = (1 - confidence) * Math.pow(DOUBT_LEFT_BY_MENTION, spans.size() - 1);
        var mentions = new ArrayList<Span>(spans.size());
        spans.forEach((start, end) -> mentions.add(new Span(start, end)));
        var type = kind.name().toLowerCase(Locale.ROOT);
        // Two digits: more would claim what no calibration gives.
        double surety = Math.round(Math.min(SUREST, 1 - doubt) * 100) / 100.0;
        return new Tag(name, type, uri, surety, creator == null ? creator(creators) : creator, mentions);
    }

    private Creator creator(Map<TokenSpan.Origin, Creator> creators) {
        for (var origin : TokenSpan.Origin.values()) {
            var by = creators.get(origin);
            if (by != null && stretches.stream().anyMatch(stretch -> stretch.origin() == origin)) {
                return by;
            }
        }
        throw new IllegalStateException("nobody found " + name);
    }
}
