package io.wireroom.standalone;

/** Text that stays within its cell of a Markdown table. */
final class MarkdownCell {

    private MarkdownCell() {}

    static String of(String text) {
        return text.replace("|", "\\|").replaceAll("\\s+", " ").strip();
    }

    static String code(String text) {
        return text.isEmpty() ? "" : "`" + of(text) + "`";
    }
}
