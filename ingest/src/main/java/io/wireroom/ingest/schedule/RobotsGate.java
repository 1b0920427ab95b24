package io.wireroom.ingest.schedule;

import io.wireroom.contract.Source;
import io.wireroom.contract.address.Host;
import io.wireroom.ingest.web.RobotsMatcher;
import java.net.URI;
import java.time.Instant;

/** Decides by what is known of a host's robots.txt whether a request may be released (RFC 9309). */
final class RobotsGate {

    /** What robots.txt means for a request. */
    enum Decision {
        ALLOWED,
        /** A rule forbids it. */
        DISALLOWED,
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
        if (!obeys(kind)) {
            return Decision.ALLOWED;
        }
        var state = hosts.of(host);
        if (state.robotsAwaited() != null) {
            return Decision.WAIT;
        }
        if (!state.robotsUntil().isAfter(now)) {
            return Decision.FETCH_RULES;
        }
        if (state.robots() == null) {
            return state.robotsFailures() < settings.attempts() ? Decision.UNREADABLE : Decision.GIVEN_UP;
        }
        return RobotsMatcher.allowed(state.robots(), url) ? Decision.ALLOWED : Decision.DISALLOWED;
    }

    private boolean obeys(Source.Kind kind) {
        return switch (kind) {
            case PAGE, SITEMAP, SECTION, OTHER -> true;
            case FEED -> settings.robotsFeeds();
            case ROBOTS -> false;
        };
    }
}
