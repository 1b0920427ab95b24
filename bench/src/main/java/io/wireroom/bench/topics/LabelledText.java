package io.wireroom.bench.topics;

/**
 * A text whose topic is known.
 *
 * @param label code of the topic, such as {@code medtop:04000000}
 * @param weight how much it counts in training
 */
record LabelledText(String title, String text, String label, float weight) {}
