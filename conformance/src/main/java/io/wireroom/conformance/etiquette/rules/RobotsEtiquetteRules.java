package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import io.wireroom.contract.FetchReason;
import io.wireroom.contract.Source;
import java.util.List;

/** Rules of the robots exclusion protocol that a site can observe. */
final class RobotsEtiquetteRules {

    private static final String ROBOTS = "/robots.txt";

    private RobotsEtiquetteRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "robots-before-first-page",
                        "A host's robots.txt is asked for before its first page.",
                        "RFC 9309, 2.3",
                        RobotsEtiquetteRules::before),
                new Rule(
                        "robots-obeyed",
                        "What robots.txt disallows is not fetched, the longest match wins.",
                        "RFC 9309, 2.2.2",
                        RobotsEtiquetteRules::obeyed),
                new Rule(
                        "robots-own-group",
                        "A group that names us counts in place of the group for everybody.",
                        "RFC 9309, 2.2.1",
                        RobotsEtiquetteRules::ownGroup),
                new Rule(
                        "robots-4xx-allows",
                        "Where robots.txt is a 4xx, everything may be fetched.",
                        "RFC 9309, 2.3.1.3",
                        RobotsEtiquetteRules::missing),
                new Rule(
                        "robots-5xx-disallows",
                        "Where robots.txt is a 5xx, nothing may be fetched.",
                        "RFC 9309, 2.3.1.4",
                        scenario -> closed(scenario, Reply.status(500))),
                new Rule(
                        "robots-timeout-disallows",
                        "Where robots.txt does not answer, nothing may be fetched.",
                        "RFC 9309, 2.3.1.4",
                        scenario -> closed(scenario, Reply.silence())),
                new Rule(
                        "robots-cached",
                        "robots.txt is asked for once for many pages.",
                        "RFC 9309, 2.4",
                        RobotsEtiquetteRules::cached),
                new Rule(
                        "robots-redirect-followed",
                        "A redirect of robots.txt to another host is followed, and its rules hold for the first.",
                        "RFC 9309, 2.3.1.2",
                        RobotsEtiquetteRules::redirected),
                new Rule(
                        "robots-for-sitemaps",
                        "A sitemap that robots.txt disallows is not fetched.",
                        "RFC 9309, 2.2.2",
                        RobotsEtiquetteRules::sitemap));
    }

    private static Prepared before(Scenario scenario) {
        var host = site(scenario, Reply.robots("User-agent: *\nDisallow: /nothing\n"), "/a", "/b");
        return new Prepared(
                topics -> {
                    var pages = host.log().stream()
                            .filter(one -> one.target.equals("/a") || one.target.equals("/b"))
                            .toList();
                    if (pages.isEmpty()) {
                        return Verdict.open("no page yet");
                    }
                    var robots = host.log(ROBOTS);
                    return Verdict.of(
                            !robots.isEmpty() && robots.getFirst().began < pages.getFirst().began,
                            "%d requests for robots.txt before %s",
                            robots.size(),
                            pages.getFirst().target);
                },
                Faults.robotsUnasked());
    }

    private static Prepared obeyed(Scenario scenario) {
        var host = site(
                scenario,
                Reply.robots("User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*.cgi$\n"),
                "/private/a",
                "/x.cgi",
                "/private/open",
                "/plain");
        return new Prepared(
                topics -> allowed(host, List.of("/private/open", "/plain"), List.of("/private/a", "/x.cgi")),
                Faults.reading(text -> text.replace("Disallow", "X")));
    }

    private static Prepared ownGroup(Scenario scenario) {
        var host = site(
                scenario,
                Reply.robots("User-agent: *\nDisallow: /open\n\nUser-agent: wireroom\nDisallow: /closed\n"),
                "/closed",
                "/open");
        return new Prepared(
                topics -> allowed(host, List.of("/open"), List.of("/closed")),
                Faults.reading(text -> text.replace("User-agent: wireroom", "User-agent: somebody")));
    }

    private static Prepared missing(Scenario scenario) {
        var notFound = site(scenario, Reply.status(404), "/a");
        var forbidden = site(scenario, Reply.status(403), "/a");
        return new Prepared(
                topics -> {
                    for (var host : List.of(notFound, forbidden)) {
                        if (host.count("/a") == 0) {
                            return host.log(ROBOTS).isEmpty()
                                    ? Verdict.open("robots.txt not asked for yet")
                                    : Verdict.late(host.log(ROBOTS).getFirst(), 12, "the page");
                        }
                    }
                    return Verdict.pass("the pages were fetched after 404 and 403");
                },
                Faults.robotsAs(FetchReason.SERVER_ERROR, 500));
    }

    private static Prepared closed(Scenario scenario, Reply robots) {
        var host = site(scenario, robots, "/a");
        return new Prepared(
                topics -> {
                    var asked = host.log(ROBOTS);
                    if (host.count("/a") > 0) {
                        return Verdict.fail("the page was fetched after %d requests for robots.txt", asked.size());
                    }
                    return asked.isEmpty() || asked.getFirst().age() < 15
                            ? Verdict.open("%d requests for robots.txt", asked.size())
                            : Verdict.pass(
                                    "no page in %.0f s, robots.txt asked for %d times",
                                    asked.getFirst().age(), asked.size());
                },
                Faults.robotsAs(FetchReason.NOT_FOUND, 404));
    }

    private static Prepared cached(Scenario scenario) {
        var host = site(scenario, Reply.robots("User-agent: *\nDisallow:\n"), "/a", "/b", "/c", "/d");
        return new Prepared(
                topics -> {
                    var pages = host.count("/a") + host.count("/b") + host.count("/c") + host.count("/d");
                    if (host.count(ROBOTS) > 1) {
                        return Verdict.fail("asked for %d times, for %d pages", host.count(ROBOTS), pages);
                    }
                    return pages < 4
                            ? Verdict.open("%d pages", pages)
                            : Verdict.pass("%d pages, robots.txt asked for once", pages);
                },
                Faults.robotsEachTime());
    }

    private static Prepared redirected(Scenario scenario) {
        var target = scenario.host();
        target.at(ROBOTS, Reply.robots("User-agent: *\nDisallow: /closed\n"));
        var host = site(scenario, Reply.redirect(301, target.url(ROBOTS)), "/closed", "/open");
        return new Prepared(
                topics -> target.count(ROBOTS) == 0 && host.count("/open") > 0
                        ? Verdict.fail("the target's robots.txt was not asked for")
                        : allowed(host, List.of("/open"), List.of("/closed")),
                Faults.robotsAs(FetchReason.NOT_FOUND, 404));
    }

    private static Prepared sitemap(Scenario scenario) {
        var host = scenario.host();
        var closed = "/closed/sitemap.xml";
        var open = "/open/sitemap.xml";
        for (var path : List.of(closed, open)) {
            host.at(
                    path,
                    Reply.of(
                            "application/xml",
                            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"></urlset>"));
            scenario.watch(host.url(path), Source.Kind.SITEMAP, Scenario.SOON);
        }
        host.at(ROBOTS, Reply.robots("User-agent: *\nDisallow: /closed/\n"));
        return new Prepared(
                topics -> allowed(host, List.of(open), List.of(closed)),
                Faults.reading(text -> text.replace("Disallow: /closed/", "Disallow:")));
    }

    /** A host with a feed of these pages. */
    private static ScriptedHost site(Scenario scenario, Reply robots, String... paths) {
        var host = scenario.host();
        host.pages(paths).at(ROBOTS, robots).at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, paths)));
        scenario.watch(host.url("/feed"));
        return host;
    }

    /** Kept when every open path was fetched and, for a while, no closed one. */
    private static Verdict allowed(ScriptedHost host, List<String> open, List<String> closed) {
        for (var path : closed) {
            if (host.count(path) > 0) {
                return Verdict.fail("%s was fetched", path);
            }
        }
        for (var path : open) {
            var log = host.log(path);
            if (log.isEmpty()) {
                return host.log().isEmpty()
                        ? Verdict.open("nothing asked for yet")
                        : Verdict.late(host.log().getFirst(), 25, path);
            }
            if (log.getFirst().age() < 4) {
                return Verdict.open("%s was fetched", path);
            }
        }
        return Verdict.pass("fetched %s, not %s", String.join(" ", open), String.join(" ", closed));
    }
}
