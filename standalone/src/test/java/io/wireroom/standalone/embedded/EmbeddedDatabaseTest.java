package io.wireroom.standalone.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    static Path unpacked;

    @TempDir
    Path home;

    /** The programs are unpacked once and linked into each home: a server is known by the path of its program. */
    @BeforeEach
    void linkPrograms() throws Exception {
        Path programs = PostgresBinaries.unpack(unpacked).home();
        Path here = home.resolve("binaries").resolve(programs.getFileName());
        try (Stream<Path> all = Files.walk(programs)) {
            for (Path path : all.toList()) {
                Path link = here.resolve(programs.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(link);
                } else {
                    Files.createLink(link, path);
                }
            }
        }
    }

    @Test
    void keepsRowsOverARestartOnAnotherPortAndLeavesNoProcess() throws Exception {
        try (EmbeddedDatabase database = new EmbeddedDatabase(home, 20_111)) {
            database.start();
            execute(database, "create table article (title text)");
            execute(database, "insert into article values ('Flood in the valley')");
        }

        Postmaster postmaster;
        try (EmbeddedDatabase again = new EmbeddedDatabase(home, 20_112)) {
            again.start();
            postmaster = Postmaster.of(home.resolve("data")).orElseThrow();

            assertThat(again.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:20112/wireroom");
            assertThat(query(again, "select title from article")).containsExactly("Flood in the valley");
        }
        assertThat(postmaster.isRunning()).isFalse();
        assertThat(Postmaster.pidFile(home.resolve("data"))).doesNotExist();
    }

    @Test
    void isDurableOrderedByCodePointAndOpenOnLoopbackOnly() throws Exception {
        try (EmbeddedDatabase database = new EmbeddedDatabase(home, 20_121)) {
            database.start();

            assertThat(query(database, "show fsync")).containsExactly("on");
            assertThat(query(database, "show synchronous_commit")).containsExactly("on");
            assertThat(query(database, "show full_page_writes")).containsExactly("on");
            assertThat(query(database, "show listen_addresses")).containsExactly("127.0.0.1");
            assertThat(query(database, "select upper('zürich')")).containsExactly("ZÜRICH");
            assertThat(query(database, "select t from unnest(array['b','B','ä','a']) as t order by t"))
                    .containsExactly("B", "a", "b", "ä");
            assertThat(query(database, "select to_tsvector('simple', '„Élan—Verve“ Łódź, 東京')::text"))
                    .containsExactly("'verve':2 'élan':1 'łódź':3 '東京':4");
        }
    }

    @Test
    void itsUserIsNoSuperuserAndTheSuperusersPasswordIsOurs() throws Exception {
        try (EmbeddedDatabase database = new EmbeddedDatabase(home, 20_131)) {
            database.start();

            assertThat(query(database, "select rolsuper::text from pg_roles where rolname = current_user"))
                    .containsExactly("false");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "postgres"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("superuser.password"))))
                    .isEqualTo("rw-------");
            execute(database, "create extension if not exists pg_trgm");
            execute(database, "create extension if not exists unaccent");
        }
    }

    @Test
    void reportsThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 20_141));

            EmbeddedDatabase database = new EmbeddedDatabase(home, 20_141);

            assertThatThrownBy(database::start)
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessage("Cannot start the embedded database on 127.0.0.1:20141: "
                            + "another program listens on that port");
        }
    }

    @Test
    @Tag("crash")
    void aStalePidFileOfAnotherProcessDoesNotStopTheStart() throws Exception {
        try (EmbeddedDatabase database = new EmbeddedDatabase(home, 20_151)) {
            database.start();
        }
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Files.writeString(Postmaster.pidFile(home.resolve("data")), parent + "\n");

        try (EmbeddedDatabase again = new EmbeddedDatabase(home, 20_151)) {
            again.start();

            assertThat(query(again, "select 1")).containsExactly("1");
            assertThat(ProcessHandle.of(parent)).isPresent();
        }
    }

    @Test
    @Tag("crash")
    void whatAnInterruptedInitialisationLeftIsMadeAnew() throws Exception {
        Files.createDirectories(home.resolve("data/base"));
        Files.writeString(home.resolve("data/postgresql.conf"), "half written");

        try (EmbeddedDatabase database = new EmbeddedDatabase(home, 20_161)) {
            database.start();

            assertThat(query(database, "select current_database()")).containsExactly("wireroom");
        }
    }

    @Test
    @Tag("crash")
    void aDamagedClusterEndsTheStartWithPostgresOwnWords() throws Exception {
        try (EmbeddedDatabase database = new EmbeddedDatabase(home, 20_171)) {
            database.start();
        }
        Files.delete(home.resolve("data/global/pg_control"));

        EmbeddedDatabase again = new EmbeddedDatabase(home, 20_171);

        assertThatThrownBy(again::start)
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageStartingWith("Cannot start the embedded database in " + home + " on 127.0.0.1:20171: ")
                .hasMessageContaining("pg_control");
    }

    static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static List<String> query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }
}
