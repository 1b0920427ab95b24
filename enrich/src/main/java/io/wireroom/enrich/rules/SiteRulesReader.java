package io.wireroom.enrich.rules;

import io.wireroom.enrich.rules.YamlNode.Field;
import io.wireroom.enrich.rules.YamlNode.Items;
import io.wireroom.enrich.rules.YamlNode.Scalar;
import java.net.IDN;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code sites.yaml}: a list of {@code {site, keep, drop, title, date, author}}. */
final class SiteRulesReader {

    private static final Set<String> SELECTORS = Set.of("keep", "drop", "title", "date", "author");
    private static final Set<String> KEYS = Set.of("site", "keep", "drop", "title", "date", "author");
    private static final String EXAMPLE = "{site: courier.example, drop: .newsletter}";

    /** A host name or an address as it stands in a URL; no scheme, port or path. */
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])?");

    private SiteRulesReader() {}

    static Map<String, SiteRule> read(YamlNode root, RuleReader reader) {
        var rules = new LinkedHashMap<String, SiteRule>();
        var lines = new HashMap<String, Integer>();
        for (var entry : reader.entries(root, EXAMPLE)) {
            var fields = reader.fields(entry, KEYS);
            var site = reader.text(entry, fields, "site");
            if (site.isEmpty()) {
                continue;
            }
            var line = fields.containsKey("site") ? fields.get("site").line() : entry.line();
            var host = host(site.get());
            if (host.isEmpty()) {
                reader.problem(line, "site '" + site.get() + "' is no host name, such as courier.example");
                continue;
            }
            if (entry.fields().stream().allMatch(field -> field.key().equals("site"))) {
                reader.problem(entry.line(), "'" + host + "' has no rule; add one of " + sorted());
                continue;
            }
            var rule = new SiteRule(
                    host,
                    selectors(fields.get("keep"), reader),
                    selectors(fields.get("drop"), reader),
                    selectors(fields.get("title"), reader),
                    selectors(fields.get("date"), reader),
                    selectors(fields.get("author"), reader));
            var before = lines.putIfAbsent(host, line);
            if (before == null) {
                rules.put(host, rule);
            } else {
                reader.problem(line, "site '" + host + "' stands there twice, first in line " + before);
            }
        }
        return rules;
    }

    /** In the form of {@link SiteRule#host()}; empty where it is not a host. */
    private static String host(String text) {
        if (!HOST.matcher(text).matches()) {
            return "";
        }
        try {
            return OperatorRules.bare(IDN.toASCII(text, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String sorted() {
        return String.join(", ", SELECTORS.stream().sorted().toList());
    }

    private static List<PageSelector> selectors(@Nullable Field field, RuleReader reader) {
        if (field == null) {
            return List.of();
        }
        var nodes = field.value() instanceof Items(var items, var line) ? items : List.of(field.value());
        if (nodes.isEmpty()) {
            reader.problem(field.line(), "'" + field.key() + "' is an empty list");
        }
        var selectors = new ArrayList<PageSelector>();
        for (var node : nodes) {
            if (!(node instanceof Scalar(var css, var kind, var line)) || kind != Scalar.Kind.TEXT || css.isBlank()) {
                reader.problem(
                        node.line(),
                        "'" + field.key() + "' must be a CSS selector or a list of them (in quotes, if it begins with"
                                + " #, [ or *)");
                continue;
            }
            var selector = PageSelector.parse(css.strip());
            if (selector.isEmpty()) {
                reader.problem(line, "'" + css.strip() + "' is no CSS selector");
            } else if (selectors.contains(selector.get())) {
                reader.problem(line, "'" + css.strip() + "' stands in '" + field.key() + "' twice");
            } else {
                selectors.add(selector.get());
            }
        }
        return selectors;
    }
}
