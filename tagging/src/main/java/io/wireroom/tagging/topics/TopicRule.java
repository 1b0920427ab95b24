package io.wireroom.tagging.topics;

/**
 * A phrase that is evidence for a topic.
 *
 * @param topic IPTC Media Topic, such as {@code medtop:04000000}
 * @param phrase words as in a text
 * @param weight its evidence: above 0 for the topic, below 0 against it; in [-100, 100]
 */
public record TopicRule(String topic, String phrase, double weight) {}
