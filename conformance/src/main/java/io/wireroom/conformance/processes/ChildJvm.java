package io.wireroom.conformance.processes;

import io.wireroom.runtime.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main class in a JVM of its own, its output in a file. */
public final class ChildJvm implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 50;

    private final String name;
    private final Path log;
    private final long logFrom;
    private final Process process;

    private ChildJvm(String name, Path log, long logFrom, Process process) {
        this.name = name;
        this.log = log;
        this.logFrom = logFrom;
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param log where its output is appended to
     * @param options of the JVM
     * @param environment its own settings, beside the bench's
     */
    public static ChildJvm start(
            String name,
            Path log,
            List<String> options,
            Map<String, String> environment,
            Class<?> main,
            List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 23) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(options);
        command.add("-cp");
        // Surefire may have started us from a jar whose manifest holds the class path.
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(one -> one.startsWith("INGEST_") || one.startsWith("LOG_"));
        builder.environment().putAll(environment);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            var logFrom = Files.exists(log) ? Files.size(log) : 0;
            var process = builder.start();
            // A bench that is interrupted leaves nothing behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-" + name));
            return new ChildJvm(name, log, logFrom, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /**
     * Waits until its output holds this text.
     *
     * @throws Failure (69) when it ends before, or does not say so within two minutes
     */
    public void await(String text) throws InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!output().contains(text)) {
            if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw Failure.unavailable("The " + name + " did not start; its output is in " + log, null);
            }
        }
    }

    private String output() {
        try {
            var bytes = Files.readAllBytes(log);
            var from = (int) Math.min(logFrom, bytes.length);
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time it has used so far; zero where the system does not tell. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it as {@code kill -9} does, and waits for that; an interrupt ends the wait only. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end, and kills it when it does not within 30 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (process.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
