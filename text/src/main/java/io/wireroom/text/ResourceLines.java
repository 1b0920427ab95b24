package io.wireroom.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the lines of word lists and tables on the class path: UTF-8 text files beside the class that owns them. Empty
 * lines are skipped, and so are comments: lines that are {@code #} or begin with {@code "# "}.
 */
public final class ResourceLines {

    private static final int BUFFER = 1 << 16;

    private ResourceLines() {}

    /**
     * The lines of a file, in its order.
     *
     * @throws IllegalStateException if the file is missing
     */
    public static List<String> of(Class<?> owner, String file) {
        try (var in = owner.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the class path");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER);
            var lines = new ArrayList<String>();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isEmpty() && !isComment(line)) {
                    lines.add(line);
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " from the class path", e);
        }
    }

    private static boolean isComment(String line) {
        return line.charAt(0) == '#' && (line.length() == 1 || line.charAt(1) == ' ');
    }
}
