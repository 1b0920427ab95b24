package io.wireroom.standalone.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 18 on 127.0.0.1 with its programs and its data in one directory. It is durable: {@code fsync},
 * {@code synchronous_commit} and {@code full_page_writes} are on. Rows outlive a clean stop, a kill of this JVM and a
 * kill of the server.
 *
 * <p>The server is a separate process and outlives a kill of this JVM. {@link #start()} finds such a server of the same
 * directory and stops it first. Database and user are both {@code wireroom}, the user being an ordinary one; the
 * superuser has a random password that stays in a file only we can read, because a superuser can run programs as us.
 *
 * <p>Text sorts and folds by PostgreSQL's own {@code C.UTF-8}, which is the same on every operating system. Not reusable
 * after {@link #close()}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String NAME = "wireroom";
    private static final String DATA = "data";
    private static final String BINARIES = "binaries";
    private static final String SUPERUSER = "postgres";

    /** Includes the replay of the log after a kill. initdb takes seconds and has no limit. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final int LOG_LINES_SHOWN = 3;

    private final Path home;
    private final Path data;
    private final Path log;
    private final Path passwordFile;
    private final int port;

    /**
     * A database that opens nothing before {@link #start()}.
     *
     * @param home its folder: programs, data, log, the superuser's password
     * @param port where it listens on 127.0.0.1; may differ from start to start
     */
    public EmbeddedDatabase(Path home, int port) {
        this.home = home.toAbsolutePath().normalize();
        this.data = this.home.resolve(DATA);
        this.log = this.home.resolve("postgres.log");
        this.passwordFile = this.home.resolve("superuser.password");
        this.port = port;
    }

    /**
     * Starts the server and returns when database and user {@code wireroom} can be used.
     *
     * @throws EmbeddedStartException when the port is taken, the directory is not usable or damaged, this build has no
     *     programs for this machine, or the server is not ready after 60 s; the server is stopped again then
     */
    public synchronized void start() throws EmbeddedStartException {
        try {
            Files.createDirectories(home);
            stopOrphan();
            LoopbackPort.requireFree(port, "embedded database");
            PostgresBinaries binaries = PostgresBinaries.unpack(home.resolve(BINARIES));
            if (Files.exists(log)) {
                Files.move(log, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(ready())) {
                initialise(binaries);
            }
            run(startCommand(binaries));
            createDatabase();
            Files.writeString(ready(), "");
        } catch (IOException | UncheckedIOException | SQLException e) {
            close();
            throw new EmbeddedStartException(
                    "Cannot start the embedded database in " + home + " on " + LoopbackPort.HOST + ":" + port + ": "
                            + EmbeddedStartException.reason(e),
                    e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException("Cannot start the embedded database in " + home + ": interrupted", e);
        }
    }

    /** The address of database {@code wireroom}, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + LoopbackPort.HOST + ":" + port + "/" + NAME;
    }

    /** The owner of the database; not a superuser. */
    public String user() {
        return NAME;
    }

    /** Not a secret: like the broker, the database is open to every account of this machine. */
    public String password() {
        return NAME;
    }

    /**
     * Stops the server and returns when its process has ended, after 25 s at the latest. Open transactions are rolled
     * back. Does nothing if it does not run.
     */
    @Override
    public synchronized void close() {
        try {
            stopOrphan();
        } catch (IOException | UncheckedIOException e) {
            LOG.atWarn().addKeyValue("directory", home).setCause(e).log("The embedded database did not stop");
        }
    }

    private void stopOrphan() throws IOException {
        stopOrphan(home);
    }

    /** Stops the server of an earlier owner of {@code home} that was killed, if there is one. */
    static void stopOrphan(Path home) throws IOException {
        Postmaster.stopAllOf(home.resolve(BINARIES), home.resolve(DATA));
    }

    /** Written after the first complete start: data without it was never used and is created again. */
    private Path ready() {
        return home.resolve("initialised");
    }

    private void initialise(PostgresBinaries binaries) throws IOException, InterruptedException {
        PostgresBinaries.deleteTree(data);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.writeString(passwordFile, HexFormat.of().formatHex(random));
        // The builtin provider orders text, but the C library still classifies letters; on Linux it has C.UTF-8.
        String letters = System.getProperty("os.name").startsWith("Mac") ? "UTF-8" : "C.UTF-8";
        run(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--lc-ctype=" + letters));
    }

    private List<String> startCommand(PostgresBinaries binaries) {
        List<String> settings = List.of(
                "listen_addresses=" + LoopbackPort.HOST,
                "port=" + port,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off",
                "max_wal_size=512MB");
        return List.of(
                binaries.program("pg_ctl").toString(),
                "start",
                "--wait",
                "--timeout=" + START_LIMIT.toSeconds(),
                "--pgdata=" + data,
                "--log=" + log,
                "--options=-c " + String.join(" -c ", settings));
    }

    /** Runs a program of PostgreSQL to its end; as root inside a user namespace, since PostgreSQL refuses to be root. */
    private void run(List<String> command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            all.addAll(List.of("unshare", "--user"));
        }
        all.addAll(command);
        int status = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException(Path.of(command.getFirst()).getFileName() + " failed: " + lastLogLines()
                    + " (more in " + log + ")");
        }
    }

    private String lastLogLines() throws IOException {
        List<String> messages = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("FATAL") || line.contains("PANIC") || line.contains("error"))
                .toList();
        return String.join(" | ", messages.subList(Math.max(0, messages.size() - LOG_LINES_SHOWN), messages.size()));
    }

    private void createDatabase() throws IOException, SQLException {
        String url = "jdbc:postgresql://" + LoopbackPort.HOST + ":" + port + "/postgres";
        String password = Files.readString(passwordFile).strip();
        try (Connection connection = DriverManager.getConnection(url, SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            if (isMissing(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login password '" + NAME + "'");
            }
            if (isMissing(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }
}
