package io.wireroom.standalone.cli.options;

import io.wireroom.runtime.Env;
import io.wireroom.runtime.Failure;
import io.wireroom.runtime.StageProcess.AdminSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the admin port. */
public final class PortOption {

    private static final int HIGHEST = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port for /metrics and /health; 0 picks a free port (default: ADMIN_PORT, else 8080).")
    private @Nullable Integer port;

    /** The option, else the environment's setting, else its default; 64 when there is no such port. */
    public int orSetting(Map<String, String> environment) {
        if (port == null) {
            var env = new Env(environment);
            var settings = AdminSettings.from(env);
            env.check();
            return settings.port();
        }
        if (port < 0 || port > HIGHEST) {
            throw Failure.usage("--port " + port + ": must be from 0 to " + HIGHEST);
        }
        return port;
    }
}
