package io.wireroom.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;

/** A stage that does nothing but live, for child JVMs of {@link StageProcessTest}. */
final class IdleStage implements StageApp {

    /** Its settings. */
    record Settings(int count, Duration every, String trouble) {

        static Settings from(Env env) {
            return new Settings(
                    env.integer("PIER_COUNT", 3, 1, 9, "How many."),
                    env.duration("PIER_EVERY", "2s", "How often."),
                    env.text("PIER_TROUBLE", "none", "What goes wrong."));
        }
    }

    private final Settings settings;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private IdleStage(Settings settings) {
        this.settings = settings;
    }

    public static void main(String[] args) {
        StageProcess.main("pier", args, Settings::from, (settings, telemetry) -> new IdleStage(settings));
    }

    @Override
    public void start() {
        // A thread that would keep the process alive.
        var worker = new Thread(() -> stopped.handle((done, error) -> done).join(), "worker");
        worker.start();
        switch (settings.trouble()) {
            case "away" -> throw Failure.unavailable("The pier is away", null);
            case "bug" -> throw new IllegalStateException("a plank is missing");
            case "kafka" -> throw new KafkaException("Failed to construct", new ConfigException("No resolvable urls"));
            case "later" -> stopped.completeExceptionally(new IllegalStateException("the pier broke"));
            default -> System.out.println("running");
        }
    }

    @Override
    public List<HealthCheck> health() {
        return List.of(new HealthCheck("pier", () -> HealthCheck.State.UP));
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
