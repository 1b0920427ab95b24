package io.wireroom.tagging.topics.model;

import java.util.ArrayList;
import java.util.List;

/**
 * An article as the vectors of its parts: title, lead, and passages of the body, each the length of the texts that topics
 * were learned from. A title with a line of summary is one part. Of a long text only the first
 * {@value #MAX_CHARS} characters count.
 *
 * @param isSummary whether there is no more than a title and a line
 * @param parts none if there is no text at all
 */
public record ArticleVectors(boolean isSummary, List<Part> parts) {

    static final int MAX_CHARS = 6_000;

    /** A passage ends with the first sentence that reaches so many characters. */
    private static final int PASSAGE = 300;

    private static final float TITLE = 2;
    private static final float LEAD = 2.5f;
    /** What all of a long body counts. */
    private static final float BODY = 10;
    /** So many passages of a body count half of it. */
    private static final float HALF = 3;

    public ArticleVectors {
        parts = List.copyOf(parts);
    }

    /**
     * One part.
     *
     * @param share of the article's scores; those of all parts add up to 1
     */
    public record Part(TopicFeatures.Vector vector, float share) {}

    /** A passage of a text, half-open. */
    record Passage(int from, int to) {}

    /** The parts of an article. */
    public static ArticleVectors of(String title, String text, WordVectors words) {
        if (TopicFeatures.isSummary(title, text)) {
            return new ArticleVectors(true, List.of(new Part(TopicFeatures.of(title, text, words), 1)));
        }
        var passages = passages(text);
        var body = passages.size() - 1;
        var titleWeight = title.isEmpty() ? 0 : TITLE;
        var leadWeight = passages.isEmpty() ? 0 : LEAD;
        var bodyWeight = body <= 0 ? 0 : BODY * body / (body + HALF);
        var sum = titleWeight + leadWeight + bodyWeight;
        var parts = new ArrayList<Part>();
        if (titleWeight > 0) {
            parts.add(new Part(TopicFeatures.of(title, 0, title.length(), words), titleWeight / sum));
        }
        for (var at = 0; at < passages.size(); at++) {
            var weight = at == 0 ? leadWeight : bodyWeight / body;
            parts.add(new Part(
                    TopicFeatures.of(
                            text, passages.get(at).from(), passages.get(at).to(), words),
                    weight / sum));
        }
        return new ArticleVectors(false, parts);
    }

    /** Whole sentences of at least {@value #PASSAGE} characters; the last may be shorter. */
    static List<Passage> passages(String text) {
        var passages = new ArrayList<Passage>();
        var end = Math.min(text.length(), MAX_CHARS);
        var from = 0;
        while (true) {
            while (from < end && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
            if (from == end) {
                return passages;
            }
            var to = Math.min(end, from + PASSAGE);
            while (to < end && !endsSentence(text, to)) {
                to++;
            }
            passages.add(new Passage(from, to));
            from = to;
        }
    }

    private static boolean endsSentence(String text, int at) {
        return text.charAt(at) == '\n' || Character.isWhitespace(text.charAt(at)) && text.charAt(at - 1) == '.';
    }
}
