package io.wireroom.ingest.schedule;

import io.wireroom.contract.Source;
import io.wireroom.contract.address.Host;
import io.wireroom.ingest.schedule.pace.ScheduleSettings;
import io.wireroom.ingest.web.RobotsMatcher;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Decides by the operator's rules and by what is known of a host's robots.txt whether a request may be released (RFC 9309). */
final class RobotsGate {

    /** What robots.txt means for a request. */
    enum Decision {
        ALLOWED,
        /** A rule forbids it. */
        DISALLOWED,
        /** The operator forbids all requests to the host. */
        EXCLUDED,
        /** The rules must be requested first. */
        FETCH_RULES,
        /** The answer, or that of a redirect's target, is on the way. */
        WAIT,
        /** The rules could not be read for now. */
        UNREADABLE,
        /** The rules could not be read in as many attempts as a page gets. */
        GIVEN_UP
    }

    private final Hosts hosts;
    private final ScheduleSettings settings;

    RobotsGate(Hosts hosts, ScheduleSettings settings) {
        this.hosts = hosts;
        this.settings = settings;
    }

    /** Whether this address of the host may be requested now. */
    Decision decide(Host host, Source.Kind kind, URI url, Instant now) {
        if (settings.hostRules().of(host).never()) {
            return Decision.EXCLUDED;
        }
        if (!obeys(kind)) {
            return Decision.ALLOWED;
        }
        var known = hosts.of(host).robots();
        if (known.awaited() != null) {
            return Decision.WAIT;
        }
        if (!known.until().isAfter(now)) {
            return Decision.FETCH_RULES;
        }
        var rules = hosts.rulesOf(host);
        if (rules.isPresent()) {
            return RobotsMatcher.allowed(rules.get(), url) ? Decision.ALLOWED : Decision.DISALLOWED;
        }
        if (known.known()) {
            return Decision.FETCH_RULES; // they could not be read from their store
        }
        return known.failures() < settings.attempts() ? Decision.UNREADABLE : Decision.GIVEN_UP;
    }

    /** Agents of language models that robots.txt of the host refuses this address. */
    List<String> refusedAgents(Host host, URI url) {
        return hosts.rulesOf(host)
                .map(rules -> RobotsMatcher.refused(rules, url))
                .orElse(List.of());
    }

    private boolean obeys(Source.Kind kind) {
        return switch (kind) {
            case PAGE, SITEMAP, SECTION, OTHER -> true;
            case FEED -> settings.robotsFeeds();
            case ROBOTS -> false;
        };
    }
}
