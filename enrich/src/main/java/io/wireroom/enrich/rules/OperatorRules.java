package io.wireroom.enrich.rules;

import io.wireroom.contract.address.Address;
import io.wireroom.contract.address.Sha256;
import io.wireroom.contract.address.Site;
import io.wireroom.tagging.topics.TopicRule;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All operators' rules in force. Immutable.
 *
 * @param sites by their host
 * @param topics in the order of the file
 */
public record OperatorRules(Map<String, SiteRule> sites, List<TopicRule> topics) {

    /** No rules at all. */
    public static final OperatorRules NONE = new OperatorRules(Map.of(), List.of());

    private static final String NO_RULES = "none";

    public OperatorRules {
        sites = Map.copyOf(sites);
        topics = List.copyOf(topics);
    }

    /** The rule for the page at this address: that of its host, else that of the nearest domain above it in its site. */
    public Optional<SiteRule> of(URI page) {
        if (sites.isEmpty() || Address.hostOf(page).isEmpty()) {
            return Optional.empty();
        }
        var site = Site.of(page).name();
        for (var host = bare(Address.hostOf(page)); host.length() >= site.length(); ) {
            var rule = sites.get(host);
            if (rule != null) {
                return Optional.of(rule);
            }
            var dot = host.indexOf('.');
            if (dot < 0) {
                break;
            }
            host = host.substring(dot + 1);
        }
        return Optional.empty();
    }

    /** {@code none}, or 32 hexadecimal characters that change with any rule; comments and order do not count. */
    public String hash() {
        return equals(NONE) ? NO_RULES : Sha256.id(new TreeMap<>(sites).values() + " " + sorted(topics));
    }

    /** The same over the rules for the hosts of one site alone. */
    public String hashOf(Site site) {
        var domain = site.name();
        var own = new TreeMap<>(sites);
        own.keySet().removeIf(host -> !host.equals(domain) && !host.endsWith("." + domain));
        return own.isEmpty() ? NO_RULES : Sha256.id(own.values().toString());
    }

    private static List<String> sorted(List<TopicRule> topics) {
        return topics.stream().map(TopicRule::toString).sorted().toList();
    }

    /** A host in lower case, without {@code www.}: as {@link SiteRule#host()} has it. */
    static String bare(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("www.") && lower.indexOf('.', 4) > 0 ? lower.substring(4) : lower;
    }
}
