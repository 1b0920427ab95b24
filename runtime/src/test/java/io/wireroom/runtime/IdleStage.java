package io.wireroom.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** A stage that only runs, for child JVMs of {@link StageProcessTest}. */
final class IdleStage implements StageApp {

    /** Its settings. */
    record Settings(int count, Duration every, String fault, Path data) {

        static Settings from(Env env) {
            return new Settings(
                    env.integer("IDLE_COUNT", 3, 1, 9, "How many."),
                    env.duration("IDLE_EVERY", "2s", "How often."),
                    env.text("IDLE_FAULT", "none", "What goes wrong."),
                    KafkaSettings.dataDirectory(env));
        }
    }

    private final Settings settings;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private IdleStage(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) {
        StageProcess.main("idle", args, Settings::from, (settings, telemetry) -> new IdleStage(settings));
    }

    @Override
    public void start() {
        // A thread that would keep the process alive.
        var worker = new Thread(() -> stopped.handle((done, error) -> done).join(), "worker");
        worker.start();
        switch (settings.fault()) {
            case "away" -> throw Failure.unavailable("The service is away", null);
            case "bug" -> throw new IllegalStateException("a part is missing");
            case "kafka" -> throw new KafkaException("Failed to construct", new ConfigException("No resolvable urls"));
            case "later" -> stopped.completeExceptionally(new IllegalStateException("the service broke"));
            default -> {
                System.out.println("data in " + settings.data());
                System.out.println("running");
            }
        }
    }

    @Override
    public List<HealthCheck> health() {
        return List.of(new HealthCheck("idle", () -> HealthCheck.State.UP));
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        if (stopped.complete(null)) {
            System.out.println("closed");
        }
    }
}
