package io.wireroom.standalone.cli;

import picocli.CommandLine.Mixin;

/** How a command is told which Kafka to use. */
final class KafkaOptions {

    @Mixin
    private DataOptions data = new DataOptions();

    /** For commands that read or remove: a directory without a Kafka is most likely a mistyped one. */
    KafkaAccess open() {
        return data.access().kafka();
    }

    /** For commands that bring something: they may be the first over a directory. */
    KafkaAccess openOrMake() {
        return data.access().kafkaOrNew();
    }
}
