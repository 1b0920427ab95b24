package io.wireroom.standalone.newsroom;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What each host serves at which path, as listed in the resource {@code /newsroom/pages.csv}.
 *
 * <p>Columns: host, path, file below the host's folder (or {@code 301:} and the path to go to), Content-Type, encoding
 * of the bytes (the files are all UTF-8), last modification counted back from the newsroom's creation.
 */
final class PageCatalogue {

    /** The content of one path. */
    sealed interface Entry {

        /**
         * A file to fill and send.
         *
         * @param text the file, with its placeholders
         * @param contentType the header as sent; whether it names the encoding is part of the sample
         * @param encoding what the text is encoded in
         * @param age the time between the last modification and the newsroom's creation
         */
        record Page(String text, String contentType, Charset encoding, Duration age) implements Entry {}

        /**
         * A page that has moved within its host.
         *
         * @param path where to
         */
        record Moved(String path) implements Entry {}
    }

    /** The one article that is corrected, and the host whose feed announces it. */
    static final NewsroomHost CORRECTED_HOST = NewsroomHost.HARBOUR;

    static final String CORRECTED_PATH = "/news/ferry-fares-frozen";

    private static final String FOLDER = "/newsroom/";

    private final Map<NewsroomHost, Map<String, Entry>> entries;

    private PageCatalogue(Map<NewsroomHost, Map<String, Entry>> entries) {
        this.entries = entries;
    }

    /**
     * Reads the catalogue and every file it names from the class path.
     *
     * @throws IOException if one is missing
     */
    static PageCatalogue load() throws IOException {
        var entries = new LinkedHashMap<NewsroomHost, Map<String, Entry>>();
        for (var host : NewsroomHost.values()) {
            entries.put(host, new LinkedHashMap<>());
        }
        var lines = resource("pages.csv").lines().skip(1).filter(line -> !line.isBlank());
        for (var line : lines.toList()) {
            var columns = line.split(",", -1);
            if (columns.length != 6) {
                throw new IOException("Cannot read pages.csv: found " + columns.length + " columns in: " + line);
            }
            var host = NewsroomHost.valueOf(columns[0].toUpperCase(Locale.ROOT));
            var entry = columns[2].startsWith("301:")
                    ? new Entry.Moved(columns[2].substring("301:".length()))
                    : new Entry.Page(
                            resource(host.key() + "/" + columns[2]),
                            columns[3],
                            Charset.forName(columns[4]),
                            Template.back(columns[5]));
            entries.getOrDefault(host, Map.of()).put(columns[1], entry);
        }
        return new PageCatalogue(entries);
    }

    Optional<Entry> find(NewsroomHost host, String path) {
        return Optional.ofNullable(paths(host).get(path));
    }

    /** Everything a host serves by path, in the order of the list. */
    Map<String, Entry> paths(NewsroomHost host) {
        return entries.getOrDefault(host, Map.of());
    }

    private static String resource(String name) throws IOException {
        try (var stream = PageCatalogue.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IOException("Cannot find the resource " + FOLDER + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
