package io.wireroom.runtime;

import io.wireroom.runtime.otel.OtlpSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a stage as a process: settings, admin port, start, wait for a signal or a failure, close. */
public final class StageProcess {

    private static final Logger LOG = LoggerFactory.getLogger(StageProcess.class);

    private StageProcess() {}

    /**
     * Runs a stage until a signal or a failure, then ends the process: after a signal with the JVM's own code (143 for
     * SIGTERM, 130 for SIGINT), after a failure with one of {@link ExitCode}. {@code --help} prints the settings.
     */
    public static <S> void main(
            String stage, String[] args, Function<Env, S> settings, BiFunction<S, Telemetry, StageApp> wiring) {
        if (Arrays.asList(args).contains("--help") || Arrays.asList(args).contains("-h")) {
            System.out.print(help(stage, settings));
            return;
        }
        try {
            Environment.exit(run(stage, Env.ofProcess(), settings, wiring));
        } catch (Failure e) {
            System.err.println(e.getMessage());
            Environment.exit(e.exitCode());
        } catch (RuntimeException e) {
            // Running threads would keep a broken stage alive, so the process is ended.
            KafkaRefusal.of(e, Environment.ofProcess().getOrDefault("KAFKA_BOOTSTRAP_SERVERS", ""))
                    .ifPresent(refused -> {
                        System.err.println(refused.getMessage());
                        Environment.exit(refused.exitCode());
                    });
            LOG.atError().setCause(e).addKeyValue("stage", stage).log("The stage cannot continue");
            Environment.exit(ExitCode.UNAVAILABLE);
        }
    }

    /** The help of a stage: all its settings with default and meaning. */
    public static String help(String stage, Function<Env, ?> settings) {
        var env = new Env(Map.of());
        AdminSettings.from(env);
        Telemetry.settings(env);
        var unused = settings.apply(env);
        var text = new StringBuilder("wireroom " + stage + ". Settings are environment variables:\n\n");
        for (var setting : env.settings()) {
            text.append("  %s (%s%s)%n      %s%n"
                    .formatted(
                            setting.name(),
                            setting.type(),
                            setting.defaultValue().isEmpty() ? "" : ", default " + setting.defaultValue(),
                            setting.help()));
        }
        return text.toString();
    }

    private static <S> int run(
            String stage, Env env, Function<Env, S> settings, BiFunction<S, Telemetry, StageApp> wiring) {
        var admin = AdminSettings.from(env);
        var otlp = Telemetry.settings(env);
        var anywhere = settings.apply(env);
        env.check();
        if (env.settings().stream().noneMatch(setting -> setting.name().equals(KafkaSettings.DATA_DIR))) {
            return run(stage, admin, otlp, anywhere, wiring);
        }
        try (var slot = DataSlot.take(KafkaSettings.dataDirectory(env), stage)) {
            var own = env.with(KafkaSettings.DATA_DIR, slot.directory().toString());
            return run(stage, admin, otlp, settings.apply(own), wiring);
        }
    }

    private static <S> int run(
            String stage,
            AdminSettings admin,
            OtlpSettings otlp,
            S settings,
            BiFunction<S, Telemetry, StageApp> wiring) {
        var telemetry = new Telemetry(otlp, "wireroom-" + stage);
        var app = wiring.apply(settings, telemetry);
        var server = new AdminServer(admin.host(), admin.port(), telemetry);
        var hook = new Thread(
                () -> {
                    LOG.atInfo().addKeyValue("stage", stage).log("Stopping");
                    app.close();
                    server.close();
                    telemetry.close();
                },
                "shutdown");
        try {
            server.watch(app.health());
            server.start();
            Runtime.getRuntime().addShutdownHook(hook);
            app.start();
            LOG.atInfo()
                    .addKeyValue("stage", stage)
                    .addKeyValue("admin_port", server.port())
                    .log("Started");
            app.stopped().get();
            return ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            LOG.atError().setCause(e.getCause()).addKeyValue("stage", stage).log("The stage cannot continue");
            return ExitCode.UNAVAILABLE;
        }
    }

    /** The address of the admin port. */
    public record AdminSettings(String host, int port) {

        /** From the environment. */
        public static AdminSettings from(Env env) {
            return new AdminSettings(
                    env.text("ADMIN_HOST", "127.0.0.1", "Address that the admin port listens on."),
                    env.integer("ADMIN_PORT", 8080, 0, 65535, "Port for /metrics and /health; 0 picks a free port."));
        }
    }
}
