package io.wireroom.standalone.cli.access;

import io.wireroom.runtime.Environment;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the data directory. */
public final class DataOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "./data",
            description =
                    "Data directory of `demo` or `up` (default: ${DEFAULT-VALUE}). Ignored if KAFKA_BOOTSTRAP_SERVERS or"
                            + " SINK_JDBC_URL is set.")
    private Path data = Path.of("./data");

    public Access access() {
        return new Access(Environment.ofProcess(), data);
    }
}
