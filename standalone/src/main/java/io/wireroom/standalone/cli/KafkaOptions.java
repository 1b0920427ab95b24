package io.wireroom.standalone.cli;

import picocli.CommandLine.Mixin;

/** How a command is told which Kafka to use. */
final class KafkaOptions {

    @Mixin
    private DataOptions data = new DataOptions();

    KafkaAccess open() {
        return data.access().kafka();
    }
}
