package io.wireroom.standalone;

import io.wireroom.standalone.cli.WireroomMain;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** The command line in a JVM of its own, as an operator runs it. */
final class ChildProcess implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ChildProcess(Process process) {
        this.process = process;
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static ChildProcess start(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(
                "-Xmx768m", "-XX:TieredStopAtLevel=1", "-Dsun.net.httpserver.nodelay=true", "-Djdk.console=java.base"));
        command.add("-cp");
        command.add(classPath());
        command.add(WireroomMain.class.getName());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("INGEST_") || name.startsWith("SINK_"));
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return new ChildProcess(builder.start());
    }

    private static String classPath() {
        // Surefire may start us from a jar whose manifest holds the class path.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            lines.add("(output ended: " + e.getMessage() + ")");
        }
    }

    /** Waits for a line of output. */
    void await(Predicate<String> line) {
        awaitUntil("a line of output", () -> lines.stream().anyMatch(line));
    }

    /** Waits for what this process is to bring about; its end before that, or two minutes, fail with its output. */
    void awaitUntil(String what, Callable<Boolean> happened) {
        try {
            Awaitility.await(what)
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("the process has ended", () -> !process.isAlive() && !happened.call())
                    .until(happened);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError(e.getMessage() + "; its output:\n" + output(), e);
        }
    }

    /** As {@code kill -9} does: no shutdown hook, no goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C or {@code docker stop} does; returns the exit code. */
    int terminate(Duration limit) throws InterruptedException {
        process.destroy();
        return exitCode(limit);
    }

    int exitCode(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("still running after " + limit + ":\n" + output());
        }
        reader.join(Duration.ofSeconds(10));
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    String output() {
        return String.join("\n", lines);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            kill();
        }
    }
}
