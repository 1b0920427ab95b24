package io.wireroom.standalone.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Another JVM that owns a data directory until it is killed, and says on its output how far it is. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> seen = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ChildProcess start(String task, Path data) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ChildProcess(new ProcessBuilder(
                        java, "-Xmx512m", "-cp", classPath, ChildProcess.class.getName(), task, data.toString())
                .redirectErrorStream(true)
                .start());
    }

    long pid() {
        return process.pid();
    }

    void awaitLine(String line) throws Exception {
        boolean said = CompletableFuture.supplyAsync(() -> readUntil(line)).get(60, TimeUnit.SECONDS);
        if (!said) {
            throw new AssertionError("The child ended without saying '" + line + "': " + seen);
        }
    }

    private boolean readUntil(String line) {
        try {
            for (String next = output.readLine(); next != null; next = output.readLine()) {
                seen.add(next);
                if (next.equals(line)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does: no hook of the child runs. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** The child: {@code own DIR}, {@code publish DIR} or {@code run DIR}. Lives until it is killed. */
    public static void main(String[] arguments) throws Exception {
        switch (DataDirectory.open(Path.of(arguments[1]))) {
            case DataDirectory.Opened.Owned owned -> {
                switch (arguments[0]) {
                    case "publish" ->
                        owned.directory()
                                .publish(new Instance(
                                        ProcessHandle.current().pid(),
                                        Instant.parse("2026-03-01T06:00:00Z"),
                                        new Ports(1, 2, 3, 4),
                                        "127.0.0.1:1",
                                        "jdbc:postgresql://127.0.0.1:3/wireroom"));
                    case "run" -> fill(owned.directory());
                    default -> {}
                }
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
            case DataDirectory.Opened.InUse inUse ->
                System.out.println("in use by " + inUse.pid().orElse(0));
            case DataDirectory.Opened.Unusable unusable -> System.out.println(unusable.message());
        }
    }

    private static void fill(DataDirectory directory) throws Exception {
        EmbeddedPlatform platform = new EmbeddedPlatform(directory, directory.ports());
        platform.start(System.out::println);
        EmbeddedDatabaseTest.execute(platform.database(), "create table article (title text)");
        EmbeddedDatabaseTest.execute(platform.database(), "insert into article values ('Flood in the valley')");
        KafkaProbe probe = new KafkaProbe(platform.broker().bootstrapServers());
        probe.createTopic("wire");
        probe.sendInOneTransaction("wire", KafkaProbe.bytes("flood"), KafkaProbe.bytes("harvest"));
    }
}
