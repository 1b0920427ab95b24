package io.wireroom.standalone.cli.access;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that uses Kafka and prints text. */
@SuppressWarnings("NullAway.Init") // picocli fills annotated fields before it calls a command
public abstract class KafkaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data = new DataOptions();

    /** For commands that read or remove. A directory without Kafka is probably a typing error. */
    protected final KafkaAccess kafka() {
        return data.access().kafka();
    }

    /** For commands that add something: they may be the first to use a directory. */
    protected final KafkaAccess kafkaOrNew() {
        return data.access().kafkaOrNew();
    }

    /** For commands that also use the store of this Kafka. */
    protected final Access access() {
        return data.access();
    }

    /** Standard output. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Standard error. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
