package io.wireroom.conformance.etiquette.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wireroom.conformance.etiquette.faults.CarelessClient;
import io.wireroom.conformance.etiquette.origin.Exchange;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.origin.ScriptedHost;
import io.wireroom.conformance.etiquette.origin.ScriptedOrigin;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import io.wireroom.contract.FetchReason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rules for limits that protect a client from servers. */
final class SafetyRules {

    private static final int MIB = 1 << 20;
    private static final int CHUNK = 16 * 1024;

    /** Bytes that a server may count as sent although the client did not read them: the buffers of both ends. */
    private static final int IN_BUFFERS = 7 * MIB;

    /** The origin notices a closed connection with a small delay. */
    private static final double NOTED_LATE = 2.5;

    private SafetyRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "no-private-address-by-number",
                        "A redirect to an address that is not allowed is not followed, however it is spelled.",
                        "OWASP, server-side request forgery; WHATWG URL, IPv4 parser",
                        SafetyRules::byNumber),
                new Rule(
                        "no-private-address-by-name",
                        "A redirect to a name that leads to an address that is not allowed is not followed.",
                        "OWASP, server-side request forgery",
                        SafetyRules::byName),
                new Rule(
                        "no-private-address-by-change",
                        "A name that leads elsewhere later is checked at each connection.",
                        "DNS rebinding; OWASP, server-side request forgery",
                        SafetyRules::byChange),
                new Rule(
                        "other-schemes-refused",
                        "Redirects to anything but http and https are not followed.",
                        "RFC 9110, 17.1; OWASP, server-side request forgery",
                        SafetyRules::schemes),
                new Rule(
                        "body-cap",
                        "A page without end is given up at the cap.",
                        "INGEST_BODY_LIMIT",
                        scenario -> page(
                                scenario,
                                Reply.streamed("text/html", SafetyRules::endless),
                                FetchReason.TOO_LARGE,
                                exchange -> exchange.sent() > ClientSettings.BODY_LIMIT_BYTES + IN_BUFFERS
                                        ? size(exchange)
                                        : "",
                                SafetyRules::size)),
                new Rule(
                        "ratio-cap",
                        "A small body that unpacks to a huge one is given up.",
                        "CWE-409",
                        SafetyRules::bomb),
                new Rule(
                        "header-cap",
                        "A header without end is given up.",
                        "RFC 9110, 5.4",
                        scenario -> page(
                                scenario,
                                Reply.endlessHead(SafetyRules::endlessHead),
                                FetchReason.BAD_ANSWER,
                                exchange -> exchange.sent() > IN_BUFFERS ? size(exchange) : "",
                                SafetyRules::size)),
                new Rule(
                        "slow-drip-cut",
                        "An answer that drips is cut at the whole limit, however steadily it drips.",
                        "INGEST_WHOLE_LIMIT; Slowloris the other way round",
                        scenario -> page(
                                scenario,
                                Reply.streamed("text/html", SafetyRules::drip),
                                FetchReason.TIMEOUT,
                                exchange -> longerThan(exchange, ClientSettings.WHOLE_LIMIT.toMillis()),
                                SafetyRules::time)),
                new Rule(
                        "silence-cut",
                        "A server that accepts the request and does not answer is given up after the first-byte limit.",
                        "INGEST_FIRST_BYTE_LIMIT",
                        scenario -> page(
                                scenario,
                                Reply.silence(),
                                FetchReason.TIMEOUT,
                                exchange -> longerThan(exchange, ClientSettings.FIRST_BYTE_LIMIT.toMillis()),
                                SafetyRules::time)));
    }

    private static Prepared byNumber(Scenario scenario) {
        var host = scenario.host();
        var trap = scenario.forbidden();
        var octets = Arrays.stream(trap.address.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        var number = (long) octets[0] << 24 | octets[1] << 16 | octets[2] << 8 | octets[3];
        var spellings = List.of(
                trap.address,
                Long.toString(number),
                "0x" + Long.toHexString(number),
                "0" + Long.toOctalString(number),
                octets[0] + "." + (octets[2] << 8 | octets[3]),
                "0" + Integer.toOctalString(octets[0]) + "." + octets[1] + ".0x" + Integer.toHexString(octets[2]) + "."
                        + octets[3],
                "[::ffff:" + trap.address + "]");
        for (var i = 0; i < spellings.size(); i++) {
            host.at("/s" + i, Reply.redirect(302, "http://" + spellings.get(i) + ":" + trap.port + "/feed"));
            scenario.watch(host.url("/s" + i));
        }
        return new Prepared(
                topics -> trapped(host, trap, spellings.size(), "spellings"),
                CarelessClient.sending(scenario.names(), HeaderRules.POLITE_AGENT));
    }

    private static Prepared byName(Scenario scenario) {
        var host = scenario.host();
        var trap = scenario.forbidden();
        scenario.name("cellar.example", trap.address);
        host.at("/s0", Reply.redirect(302, "http://cellar.example:" + trap.port + "/feed"))
                .at("/s1", Reply.redirect(301, "http://CELLAR.example.:" + trap.port + "/feed"));
        scenario.watch(host.url("/s0"));
        scenario.watch(host.url("/s1"));
        return new Prepared(
                topics -> trapped(host, trap, 2, "names"),
                CarelessClient.sending(scenario.names(), HeaderRules.POLITE_AGENT));
    }

    /** The forbidden address received no request for a while after each of these redirects. */
    private static Verdict trapped(ScriptedHost host, ScriptedHost trap, int redirects, String what) {
        if (trap.connections() > 0) {
            return Verdict.fail("%d connections to the forbidden address", trap.connections());
        }
        for (var i = 0; i < redirects; i++) {
            var log = host.log("/s" + i);
            if (log.isEmpty() || log.getFirst().age() < 4) {
                return Verdict.open("%d requests", host.log().size());
            }
        }
        return Verdict.pass("%d %s, no connection to where they lead", redirects, what);
    }

    private static Prepared byChange(Scenario scenario) {
        var good = scenario.host();
        var trap = scenario.forbidden();
        scenario.name("turncoat.example", good.address, trap.address);
        good.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(good)));
        scenario.watch("http://turncoat.example:" + good.port + "/feed");
        return new Prepared(
                topics -> {
                    if (trap.connections() > 0) {
                        return Verdict.fail("%d connections to the forbidden address", trap.connections());
                    }
                    var log = good.log("/feed");
                    return log.isEmpty() || log.getFirst().age() < 7
                            ? Verdict.open("%d polls", log.size())
                            : Verdict.pass("%d answered at the first address, none at the second", log.size());
                },
                CarelessClient.sending(scenario.names(), HeaderRules.POLITE_AGENT));
    }

    private static Prepared schemes(Scenario scenario) {
        var host = scenario.host();
        var trap = scenario.host();
        var targets = List.of(
                "ftp://" + trap.authority() + "/feed",
                "gopher://" + trap.authority() + "/feed",
                "file://" + trap.address + "/feed",
                "javascript:void(0)");
        for (var i = 0; i < targets.size(); i++) {
            host.at("/s" + i, Reply.redirect(302, targets.get(i)));
            scenario.watch(host.url("/s" + i));
        }
        return new Prepared(
                topics -> trapped(host, trap, targets.size(), "schemes"),
                CarelessClient.sending(scenario.names(), HeaderRules.POLITE_AGENT));
    }

    /** Returns the problem of an exchange; empty if there is no problem. */
    @FunctionalInterface
    private interface Wrong {
        String with(Exchange exchange);
    }

    private static Prepared page(Scenario scenario, Reply reply, FetchReason reason, Wrong wrong, Wrong seen) {
        var host = scenario.host();
        host.at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, "/bad")))
                .at("/bad", reply);
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/bad");
                    if (log.isEmpty()) {
                        return Verdict.open("not asked for yet");
                    }
                    var first = log.getFirst();
                    var why = wrong.with(first);
                    if (!why.isEmpty()) {
                        return Verdict.fail(why);
                    }
                    if (!first.isOver()) {
                        return Verdict.open("%s", seen.with(first));
                    }
                    if (!topics.isOurs()) {
                        return Verdict.pass("%s", seen.with(first));
                    }
                    if (topics.fetched(host.url("/bad")) > 0) {
                        return Verdict.fail("it was handed on as a page");
                    }
                    return topics.notFetched(host.url("/bad"))
                            .map(ended ->
                                    Verdict.of(ended == reason, "%s; ended as %s", seen.with(first), ended.wireName()))
                            .orElse(Verdict.open("no outcome yet"));
                },
                CarelessClient.sending(scenario.names(), HeaderRules.POLITE_AGENT));
    }

    private static String size(Exchange exchange) {
        return "given up with " + exchange.sent() / 1024 + " KiB sent";
    }

    private static String time(Exchange exchange) {
        return String.format(Locale.ROOT, "cut after %.1f s", exchange.seconds());
    }

    private static String longerThan(Exchange exchange, long limitMillis) {
        return exchange.seconds() > limitMillis / 1_000.0 + NOTED_LATE ? time(exchange) : "";
    }

    private static void endless(Exchange exchange, OutputStream out) throws IOException {
        var chunk = "<p>The tide comes in, the tide goes out.</p>\n"
                .repeat(CHUNK / 44)
                .getBytes(UTF_8);
        for (var sent = 0L; sent < 40L * MIB; sent += chunk.length) {
            out.write(chunk);
        }
    }

    private static void endlessHead(Exchange exchange, OutputStream out) throws IOException {
        var chunk = "X-Filler: the tide comes in, the tide goes out\r\n"
                .repeat(CHUNK / 48)
                .getBytes(UTF_8);
        for (var sent = 0L; sent < 40L * MIB; sent += chunk.length) {
            out.write(chunk);
        }
    }

    private static void drip(Exchange exchange, OutputStream out) throws IOException {
        for (var i = 0; i < 70 && !ScriptedOrigin.awaitClose(exchange, 200); i++) {
            out.write('.');
            out.flush();
        }
    }

    /** Below the limit of a body, so a client that checks only this limit reads all of it. */
    private static Prepared bomb(Scenario scenario) {
        var host = scenario.host();
        host.pages("/a")
                .at(
                        "/feed",
                        (exchange, nth) -> Reply.of(
                                        "application/rss+xml",
                                        Reply.gzip(ScriptedFeeds.with(
                                                        " ".repeat(ClientSettings.BODY_LIMIT_BYTES - 16 * 1024),
                                                        host,
                                                        "/a")
                                                .getBytes(UTF_8)))
                                .with("Content-Encoding", "gzip"));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    if (host.count("/a") > 0) {
                        return Verdict.fail("it was unpacked and read");
                    }
                    var log = host.log("/feed");
                    if (log.isEmpty() || log.getFirst().age() < 8) {
                        return Verdict.open("%d polls", log.size());
                    }
                    var reported = topics.statuses(host.url("/feed")).stream()
                            .anyMatch(status -> status.lastError() == FetchReason.TOO_LARGE);
                    return Verdict.of(
                            reported || !topics.isOurs(),
                            "%d bytes for 1 MiB, not read; failing with reason too-large: %b",
                            log.getFirst().sent(),
                            reported);
                },
                CarelessClient.sending(scenario.names(), HeaderRules.POLITE_AGENT));
    }
}
