package io.wireroom.standalone;

import io.wireroom.runtime.Env;
import java.util.List;

/** Settings as a table in Markdown, for docs/settings.md. Pure. */
final class SettingsTable {

    private SettingsTable() {}

    /**
     * A second-level heading and one row per setting, in the given order.
     *
     * @param settings as {@link Env#settings()} lists them
     */
    static String render(String heading, List<Env.Setting> settings) {
        var text = new StringBuilder("## " + heading + "\n\n| name | type | default | meaning |\n|---|---|---|---|\n");
        for (var setting : settings) {
            text.append("| `")
                    .append(setting.name())
                    .append("` | ")
                    .append(MarkdownCell.of(setting.type()))
                    .append(" | ")
                    .append(MarkdownCell.code(setting.defaultValue()))
                    .append(" | ")
                    .append(MarkdownCell.of(setting.help()))
                    .append(" |\n");
        }
        return text.toString();
    }
}
