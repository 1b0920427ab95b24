package io.wireroom.training.topics;

/**
 * A text whose topic is known.
 *
 * @param label code of the topic, such as {@code medtop:04000000}
 * @param weight its weight in training
 */
record TopicText(String title, String text, String label, float weight) {

    TopicText weighing(float other) {
        return new TopicText(title, text, label, other);
    }
}
