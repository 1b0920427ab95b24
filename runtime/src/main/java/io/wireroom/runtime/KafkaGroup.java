package io.wireroom.runtime;

import java.util.regex.Pattern;

/**
 * The programs that have a consumer group, a Streams application id or transactional ids in Kafka. Only this class makes
 * these ids from the topic prefix, so that one program finds the offsets of another.
 */
public enum KafkaGroup {
    SCHEDULER("scheduler"),
    FETCHER("fetcher"),
    ENRICH("enrich"),
    /** The step match of enrich. */
    MATCH("match"),
    SINK("sink"),
    SOURCE_CATALOGUE("source-catalogue"),
    DEAD_LETTER_REPLAY("dead-letter-replay"),
    ERASURE("erasure"),
    /** Its offset notes how far the copy of an installation came. */
    REPARTITION("repartition");

    /** Kafka allows topic names of 249 characters, and those of changelogs consist of a prefix and two names of ours. */
    private static final int MAX_PREFIX = 120;

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_-]+\\.)*");

    private final String program;

    KafkaGroup(String program) {
        this.program = program;
    }

    /**
     * The id under a topic prefix: {@code news.} gives {@code news-enrich}, {@code acme.news.} gives
     * {@code acme.news-enrich}, and the empty prefix gives {@code enrich}. Two valid prefixes never give the same id.
     *
     * @throws IllegalArgumentException when the prefix is not valid
     */
    public String id(String topicPrefix) {
        var valid = requireValid(topicPrefix);
        return valid.isEmpty() ? program : valid.substring(0, valid.length() - 1) + '-' + program;
    }

    /**
     * The prefix itself.
     *
     * @throws IllegalArgumentException when the prefix neither is empty nor ends with a dot, or Kafka does not allow it in
     *     names of topics
     */
    static String requireValid(String topicPrefix) {
        if (!PREFIX.matcher(topicPrefix).matches()) {
            throw new IllegalArgumentException(
                    "must be empty, or words of letters, digits, '-' and '_' with a dot after"
                            + " each, such as 'news.' or 'acme.news.'");
        }
        if (topicPrefix.length() > MAX_PREFIX) {
            throw new IllegalArgumentException("must have at most " + MAX_PREFIX + " characters");
        }
        return topicPrefix;
    }
}
