package io.wireroom.standalone.embedded;

import io.wireroom.testkit.process.ChildProcess;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Another JVM that owns a data directory until it is killed, and prints {@code ready} when it does. */
final class DataDirectoryOwner {

    private DataDirectoryOwner() {}

    static ChildProcess start(String task, Path data) {
        return ChildProcess.start(
                "owner of " + data,
                data.resolveSibling(data.getFileName() + ".log"),
                List.of("-Xmx512m"),
                Map.of(),
                DataDirectoryOwner.class,
                List.of(task, data.toString()));
    }

    /** {@code own DIR}, {@code publish DIR} or {@code run DIR}. */
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
