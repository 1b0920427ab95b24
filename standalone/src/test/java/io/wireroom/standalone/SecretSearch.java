package io.wireroom.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Looks for secrets in every form that a program may give them, and notes where it looked and where it found one. */
final class SecretSearch {

    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final int LONGEST_STORE_HEADER = 16;
    private static final int SHOWN = 300;

    /** Places where a secret was found, with the text around the first one. */
    final Map<String, String> found = new TreeMap<>();
    /** All places. */
    final Set<String> looked = new TreeSet<>();

    /** In lower case. */
    private final Set<String> forms = new TreeSet<>();

    SecretSearch(List<String> secrets) {
        secrets.forEach(this::addForms);
    }

    private void addForms(String secret) {
        var bytes = secret.getBytes(UTF_8);
        Stream.of(
                        secret,
                        secret.replace("/", "\\/"),
                        URLEncoder.encode(secret, UTF_8),
                        HexFormat.of().formatHex(bytes))
                .forEach(this::addForm);
        // Wherever the secret begins in a text that is encoded as a whole.
        for (var before = 0; before < 3; before++) {
            var shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            addForm(inner(Base64.getEncoder(), shifted, before));
            addForm(inner(Base64.getUrlEncoder(), shifted, before));
        }
    }

    /** Without the characters that depend on what is before and after. */
    private static String inner(Base64.Encoder encoder, byte[] bytes, int before) {
        var text = encoder.withoutPadding().encodeToString(bytes);
        var from = (before * 8 + 5) / 6;
        return text.substring(from, bytes.length * 8 / 6);
    }

    private void addForm(String form) {
        forms.add(form.toLowerCase(Locale.ROOT));
    }

    void text(String place, String text) {
        looked.add(place);
        var lower = text.toLowerCase(Locale.ROOT);
        for (var form : forms) {
            var at = lower.indexOf(form);
            if (at >= 0) {
                var end = Math.min(text.length(), at + form.length() + SHOWN);
                found.putIfAbsent(place, text.substring(Math.max(0, at - SHOWN), end));
            }
        }
    }

    /** Also unpacked, if they begin as a value of a state store does. */
    void bytes(String place, byte[] bytes) {
        text(place, new String(bytes, ISO_8859_1));
        for (var at = 0; at < Math.min(LONGEST_STORE_HEADER, bytes.length - ZSTD.length); at++) {
            if (Arrays.equals(ZSTD, 0, ZSTD.length, bytes, at, at + ZSTD.length)) {
                text(place, unpacked(bytes, at));
            }
        }
    }

    private static String unpacked(byte[] bytes, int from) {
        try (var packed = new ZstdInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            return new String(packed.readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError("a stored value that cannot be unpacked", e);
        }
    }

    void record(ConsumerRecord<String, byte[]> record) {
        var place = "topic " + record.topic();
        text(place, String.valueOf(record.key()));
        if (record.value() != null) {
            bytes(place, record.value());
        }
        record.headers().forEach(header -> {
            text(place, header.key());
            if (header.value() != null) {
                bytes(place, header.value());
            }
        });
    }

    /** Every row of every table. */
    void tables(Connection connection) throws SQLException {
        for (var table : rows(connection, """
                select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                 where table_schema not in ('pg_catalog', 'information_schema')""")) {
            var place = "table " + table.substring(table.indexOf('.') + 1);
            looked.add(place);
            for (var row : rows(connection, "select t::text from " + table + " t")) {
                text(place, row);
            }
        }
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(String.valueOf(rows.getString(1)));
            }
            return texts;
        }
    }

    /** Every file of a folder but one, logs and the files of Kafka and PostgreSQL among them. */
    void files(Path folder, Path but) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!file.equals(but)) {
                    text("file " + folder.relativize(file), new String(Files.readAllBytes(file), ISO_8859_1));
                }
            }
        }
    }

    /** Command line and environment of a process and of all that it has started, as other programs can read them. */
    void processes(ProcessHandle process) {
        Stream.concat(Stream.of(process), process.descendants()).forEach(handle -> {
            text("command line", handle.info().commandLine().orElse(""));
            text("command line", ofSystem(handle.pid(), "cmdline"));
            text("environment", ofSystem(handle.pid(), "environ"));
        });
    }

    /** Empty where the system has no such file, and when the process has ended. */
    private static String ofSystem(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
