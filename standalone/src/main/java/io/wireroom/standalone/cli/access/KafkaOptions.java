package io.wireroom.standalone.cli.access;

import picocli.CommandLine.Mixin;

/** How a command is told which Kafka to use. */
public final class KafkaOptions {

    @Mixin
    private DataOptions data = new DataOptions();

    /** For commands that read or remove: a directory without a Kafka is most likely a mistyped one. */
    public KafkaAccess open() {
        return data.access().kafka();
    }

    /** For commands that bring something: they may be the first over a directory. */
    public KafkaAccess openOrMake() {
        return data.access().kafkaOrNew();
    }
}
