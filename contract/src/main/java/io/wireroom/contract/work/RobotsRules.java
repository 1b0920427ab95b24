package io.wireroom.contract.work;

import io.wireroom.contract.json.WireNamed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one robots.txt that apply to our agent, in compact form (RFC 9309).
 *
 * @param access what holds where no rule matches, and everywhere for {@link Access#ALLOW_ALL} and
 *     {@link Access#DISALLOW_ALL}
 * @param crawlDelay pause that the site asks for; null when it asks for none
 * @param others the rules for agents that gather texts for models, where the file names them; null if it names none
 */
public record RobotsRules(
        Access access,
        List<Rule> rules,
        @Nullable Duration crawlDelay,
        List<String> sitemaps,
        @Nullable List<OtherAgents> others) {

    /** Rules of a file that names no agent that gathers texts for models. */
    public RobotsRules(Access access, List<Rule> rules, @Nullable Duration crawlDelay, List<String> sitemaps) {
        this(access, rules, crawlDelay, sitemaps, null);
    }

    public RobotsRules {
        // What is not understood is not allowed.
        access = access == Access.OTHER ? Access.DISALLOW_ALL : access;
        rules = List.copyOf(rules);
        sitemaps = List.copyOf(sitemaps);
        others = others == null || others.isEmpty() ? null : List.copyOf(others);
    }

    /** No robots.txt, or an empty one: everything may be fetched. */
    public static final RobotsRules ALLOW_ALL = new RobotsRules(Access.ALLOW_ALL, List.of(), null, List.of());

    /** A robots.txt that could not be read (5xx, unreachable): nothing may be fetched. */
    public static final RobotsRules DISALLOW_ALL = new RobotsRules(Access.DISALLOW_ALL, List.of(), null, List.of());

    /**
     * Agents with the same rules.
     *
     * @param agents their product tokens
     * @param rules without any, everything may be fetched
     */
    public record OtherAgents(List<String> agents, List<Rule> rules) {

        public OtherAgents {
            agents = List.copyOf(agents);
            rules = List.copyOf(rules);
        }
    }

    /** Whether single rules count. */
    public enum Access implements WireNamed {
        ALLOW_ALL,
        DISALLOW_ALL,
        RULES,
        /** A value that this version does not know; rules never have it. */
        OTHER
    }

    /**
     * One line: a path pattern with {@code *} and {@code $}.
     *
     * @param path escaped as RFC 9309, section 2.2.2 compares paths
     * @param line of the file, from 1; null when not known
     */
    public record Rule(String path, boolean allow, @Nullable Integer line) {

        /** A rule of unknown line. */
        public Rule(String path, boolean allow) {
            this(path, allow, null);
        }
    }
}
