package io.wireroom.standalone.sources;

import io.wireroom.standalone.show.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Normalises names and groups: one line, only characters that XML 1.0 allows, no superfluous spaces. */
final class SourceText {

    /** Groups nest at most this deep. */
    static final int MAX_GROUP_DEPTH = 20;

    private static final int MAX_LENGTH = 300;

    private SourceText() {}

    /** The text without control characters and those that change the writing direction. */
    static String printable(String text) {
        return text.codePoints()
                .filter(c -> !Character.isISOControl(c) && !SafeText.turns(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The text on one line, at most 300 characters; null if nothing is left. */
    static @Nullable String line(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var out = new StringBuilder();
        text.codePoints().limit(4L * MAX_LENGTH).forEach(c -> {
            var space = Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
            if (space) {
                if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            } else if (isXml(c) && !SafeText.turns(c) && out.length() < MAX_LENGTH) {
                out.appendCodePoint(c);
            }
        });
        var line = out.toString().strip();
        return line.isEmpty() ? null : line;
    }

    /** The segments of a group path, each on one line, empty ones left out. */
    static List<String> segments(@Nullable String group) {
        var segments = new ArrayList<String>();
        if (group != null) {
            Arrays.stream(group.split("/", -1)).map(SourceText::line).forEach(segment -> {
                if (segment != null) {
                    segments.add(segment);
                }
            });
        }
        return segments;
    }

    /** The path of these outline names; null at the top. */
    static @Nullable String group(List<String> names) {
        var segments = segments(String.join("/", names));
        return segments.isEmpty() ? null : String.join("/", segments);
    }

    /** XML 1.0, production 2. */
    private static boolean isXml(int c) {
        return (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) || c >= 0x10000;
    }
}
