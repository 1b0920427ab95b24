package io.wireroom.conformance.processes;

import io.wireroom.testkit.process.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The log of a JVM's garbage collections. */
public final class GcLog {

    private static final Pattern AFTER = Pattern.compile("Pause .*->(\\d+)M\\(");
    private static final Duration COLLECT_LIMIT = Duration.ofSeconds(30);

    private final Path file;

    /** A log in this file. */
    public GcLog(Path file) {
        this.file = file;
    }

    /** The JVM's option that writes it. */
    public String option() {
        return "-Xlog:gc:file=" + file;
    }

    /** Runs one full collection in this JVM, if the JDK's tool for it is available. */
    public void collect(ChildProcess jvm) throws InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(tool)) {
            return;
        }
        try {
            var process = new ProcessBuilder(tool.toString(), Long.toString(jvm.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(COLLECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + tool, e);
        }
    }

    /** Largest heap after a collection; 0 without a collection. */
    public long mostAfterMiB() {
        return after().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Heap after the last collection; 0 without a collection. */
    public long lastAfterMiB() {
        var all = after();
        return all.isEmpty() ? 0 : all.getLast();
    }

    private List<Long> after() {
        try (var lines = Files.lines(file)) {
            return lines.map(AFTER::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(found -> Long.parseLong(found.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
