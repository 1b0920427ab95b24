package io.wireroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A page of Markdown as far as its links and its code are concerned.
 *
 * @param links targets of links and images, as written
 * @param anchors names that a link into this page may have after its {@code #}, as GitHub derives them from headings
 * @param blockLines lines of fenced and indented code
 * @param inlineCode texts between back ticks
 */
record MarkdownPage(
        Path file, List<String> links, Set<String> anchors, List<String> blockLines, List<String> inlineCode) {

    private static final Pattern FENCE = Pattern.compile(" {0,3}(```|~~~).*");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)(?: +#+)?");
    private static final Pattern INLINE_CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?: +\"[^\"]*\")?\\)");
    private static final Pattern HTML_LINK = Pattern.compile("<(?:a|img)\\b[^>]*?\\b(?:href|src)=\"([^\"]+)\"");
    private static final String INDENTED_CODE = "    ";

    static MarkdownPage read(Path file) throws IOException {
        var page = new MarkdownPage(file, new ArrayList<>(), new HashSet<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, Integer> headings = new HashMap<>();
        var prose = new StringBuilder();
        var fenced = false;
        var afterBlank = true;
        for (var line : Files.readAllLines(file)) {
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
            } else if (fenced || (afterBlank && line.startsWith(INDENTED_CODE))) {
                page.blockLines.add(line.strip());
            } else {
                var heading = HEADING.matcher(line);
                if (heading.matches()) {
                    page.anchors.add(anchor(heading.group(1), headings));
                }
                prose.append(line).append('\n');
                afterBlank = line.isBlank();
            }
        }
        // A link or a command may run over the end of a line.
        var text = prose.toString();
        INLINE_CODE
                .matcher(text)
                .results()
                .forEach(code -> page.inlineCode.add(code.group(1).replaceAll("\\s+", " ")));
        var withoutCode = INLINE_CODE.matcher(text).replaceAll("code");
        LINK.matcher(withoutCode).results().forEach(link -> page.links.add(link.group(1)));
        HTML_LINK.matcher(withoutCode).results().forEach(link -> page.links.add(link.group(1)));
        return page;
    }

    /** Letters, digits, hyphens and underscores in lower case, spaces as hyphens; repeated headings get a number. */
    private static String anchor(String heading, Map<String, Integer> before) {
        var plain = heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
        var count = before.merge(plain, 1, Integer::sum);
        return count == 1 ? plain : plain + "-" + (count - 1);
    }
}
