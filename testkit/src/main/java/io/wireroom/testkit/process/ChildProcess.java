package io.wireroom.testkit.process;

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
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A main class in a separate JVM. Its output is appended to a file. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration END_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_MILLIS = 20;

    private final String name;
    private final Path log;
    private final long logFrom;
    private final Process process;

    private ChildProcess(String name, Path log, long logFrom, Process process) {
        this.name = name;
        this.log = log;
        this.logFrom = logFrom;
        this.process = process;
    }

    /**
     * Starts a process. It ends with this JVM at the latest.
     *
     * @param log where its output is appended
     * @param options of the JVM
     * @param environment added to that of this process, without the settings of stages and logs
     */
    public static ChildProcess start(
            String name,
            Path log,
            List<String> options,
            Map<String, String> environment,
            Class<?> main,
            List<String> arguments) {
        // Surefire may have started this JVM from a jar whose manifest holds the class path.
        var own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return start(name, log, options, environment, own, main, arguments);
    }

    /** As the other {@code start}, with the classes of another build: only the name of the main class is taken from ours. */
    public static ChildProcess start(
            String name,
            Path log,
            List<String> options,
            Map<String, String> environment,
            String classPath,
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
        command.add(classPath);
        command.add(main.getName());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(one -> one.startsWith("INGEST_") || one.startsWith("SINK_") || one.startsWith("LOG_"));
        builder.environment().putAll(environment);
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            var logFrom = Files.exists(log) ? Files.size(log) : 0;
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-" + name));
            return new ChildProcess(name, log, logFrom, process);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
    }

    /**
     * Waits until its output holds this text.
     *
     * @throws Failure (69) when the process ends before, or after two minutes
     */
    public void await(String text) throws InterruptedException {
        awaitUntil("print '" + text + "'", () -> output().contains(text));
    }

    /**
     * Waits for a line of output.
     *
     * @throws Failure (69) when the process ends before, or after two minutes
     */
    public void await(Predicate<String> line) throws InterruptedException {
        awaitUntil("print the expected line", () -> lines().stream().anyMatch(line));
    }

    /**
     * Waits until this process has caused something.
     *
     * @throws Failure (69) when the process ends before, or after two minutes
     */
    public void awaitUntil(String what, BooleanSupplier happened) throws InterruptedException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!happened.getAsBoolean()) {
            var ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (ended && !happened.getAsBoolean() || System.nanoTime() > deadline) {
                throw failure("did not " + what);
            }
        }
    }

    private Failure failure(String what) {
        return Failure.unavailable(
                "The " + name + " " + what + "; its output is in " + log, new IllegalStateException(output()));
    }

    /** Its output so far. */
    public String output() {
        try {
            var bytes = Files.readAllBytes(log);
            var from = (int) Math.min(logFrom, bytes.length);
            return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }

    public List<String> lines() {
        return output().lines().toList();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time used so far; zero where the system does not report it. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it as {@code kill -9} does and waits for the end; an interrupt ends the wait only. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Ends it as Ctrl-C or {@code docker stop} does; returns the exit code.
     *
     * @throws Failure (69) when it still runs after this time
     */
    public int terminate(Duration limit) throws InterruptedException {
        process.destroy();
        return exitCode(limit);
    }

    /**
     * Waits for its end.
     *
     * @throws Failure (69) when it still runs after this time
     */
    public int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw failure("still runs after " + limit);
        }
        return process.exitValue();
    }

    /** Stops the process, and kills it if it does not end within 30 s. */
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
