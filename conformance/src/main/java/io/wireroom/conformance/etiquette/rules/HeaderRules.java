package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.CarelessClient;
import io.wireroom.conformance.etiquette.faults.Fault;
import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Exchange;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.rules.Rule.Prepared;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules for header fields of requests and encodings of answers. */
final class HeaderRules {

    static final String POLITE_AGENT = "User-Agent: Wireroom/0 (+" + ClientSettings.CONTACT + ")";

    /** A product, and a way to reach its owner. */
    private static final Pattern AGENT = Pattern.compile("\\S+/\\S+ .*(https?://\\S+|\\S+@\\S+).*");

    private HeaderRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "user-agent-with-contact",
                        "Every request names the client and how to reach its operator.",
                        "RFC 9110, 10.1.5; RFC 9309, 2.2.1",
                        scenario -> everyRequest(
                                scenario,
                                exchange -> {
                                    var agent = exchange.field("User-Agent");
                                    return agent != null && AGENT.matcher(agent).matches();
                                },
                                "User-Agent",
                                CarelessClient.sending(scenario.names(), "User-Agent: Java-client/21"))),
                new Rule(
                        "accepts-gzip-and-brotli",
                        "Feeds and pages are asked for packed: gzip and br.",
                        "RFC 9110, 12.5.3",
                        scenario -> everyRequest(
                                scenario,
                                exchange -> {
                                    var accepted = exchange.field("Accept-Encoding");
                                    return accepted != null && accepted.contains("gzip") && accepted.contains("br");
                                },
                                "Accept-Encoding",
                                CarelessClient.sending(scenario.names(), POLITE_AGENT, "Accept-Encoding: identity"))),
                new Rule(
                        "gzip-decoded",
                        "A feed that comes packed with gzip is read.",
                        "RFC 9110, 8.4.1.3",
                        scenario -> decoded(scenario, "gzip", Reply::gzip)),
                new Rule(
                        "brotli-decoded",
                        "A feed that comes packed with br is read.",
                        "RFC 7932",
                        scenario -> decoded(scenario, "br", Reply::brotli)),
                new Rule(
                        "no-cookies",
                        "Cookies are not sent back with later requests.",
                        "RFC 6265, 5.4 lets a client ignore them; nobody is to be recognised",
                        scenario -> everyRequest(
                                scenario,
                                exchange -> exchange.field("Cookie") == null,
                                "Cookie",
                                CarelessClient.sending(scenario.names(), POLITE_AGENT))),
                new Rule(
                        "cookie-for-a-chain",
                        "A cookie that a redirect sets is sent back while that chain of redirects lasts, and never again.",
                        "RFC 6265, 5.4; pages behind a cookie check cannot be read otherwise",
                        HeaderRules::cookieForAChain),
                new Rule(
                        "cookie-stays-at-its-server",
                        "A cookie never goes to another server, not within a chain of redirects either.",
                        "RFC 6265, 8.6",
                        HeaderRules::cookieStays),
                new Rule(
                        "packed-unasked",
                        "A feed that comes packed though its head does not mention it is read.",
                        "RFC 9110, 8.4: the field is to state what was done; servers forget it",
                        scenario -> decoded(scenario, null, Reply::gzip)),
                new Rule(
                        "coding-that-is-none",
                        "A coding that changes no byte is no obstacle.",
                        "RFC 9110, 8.4",
                        scenario -> decoded(scenario, "aws-chunked", plain -> plain)),
                new Rule(
                        "list-of-codings",
                        "Several codings in one field are undone in turn.",
                        "RFC 9110, 8.4",
                        scenario -> decoded(scenario, "gzip, gzip", plain -> Reply.gzip(Reply.gzip(plain)))),
                new Rule(
                        "deflate-decoded",
                        "A feed that comes packed with deflate is read.",
                        "RFC 9110, 8.4.1.2",
                        scenario -> decoded(scenario, "deflate", Reply::deflate)),
                new Rule(
                        "cut-feed-read",
                        "Of a feed whose body ends early the whole entries are read.",
                        "RFC 9112, 8: an incomplete message may be of use",
                        HeaderRules::cut),
                new Rule(
                        "no-referrer",
                        "No request reveals where the address was found.",
                        "RFC 9110, 10.1.3 and 17.9",
                        scenario -> everyRequest(
                                scenario,
                                exchange -> exchange.field("Referer") == null,
                                "Referer",
                                CarelessClient.sending(
                                        scenario.names(), POLITE_AGENT, "Referer: https://reader.example/list"))),
                new Rule(
                        "international-host",
                        "A host in another script is asked for in its ASCII form.",
                        "RFC 5891, 4.4; RFC 9110, 7.2",
                        HeaderRules::international));
    }

    private static Prepared everyRequest(Scenario scenario, Predicate<Exchange> kept, String field, Fault fault) {
        var host = scenario.host();
        host.at(
                        "/feed",
                        (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, "/a", "/b"))
                                .with("Set-Cookie", "reader=4711; Path=/"))
                .at("/a", Reply.page("A").with("Set-Cookie", "reader=4712; Path=/"))
                .pages("/b");
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    for (var exchange : host.log()) {
                        if (!kept.test(exchange)) {
                            return Verdict.fail("%s: %s at %s", field, exchange.field(field), exchange.target);
                        }
                    }
                    return host.count("/a") == 0 || host.count("/b") == 0 || host.count("/feed") < 3
                            ? Verdict.open("%d requests", host.log().size())
                            : Verdict.pass(
                                    "%d requests for feed, pages and robots.txt, with %s: %s",
                                    host.log().size(),
                                    field,
                                    host.log().getLast().field(field));
                },
                fault);
    }

    /** Packs bytes. */
    @FunctionalInterface
    private interface Packing {
        byte[] pack(byte[] plain);
    }

    private static Prepared cookieForAChain(Scenario scenario) {
        var host = scenario.host();
        host.pages("/a")
                .at(
                        "/feed",
                        (exchange, nth) -> exchange.field("Cookie") == null
                                ? Reply.redirect(302, host.url("/feed")).with("Set-Cookie", "checked=1; Path=/")
                                : Reply.feed(ScriptedFeeds.of(host, "/a")));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var log = host.log("/feed");
                    for (var i = 0; i < log.size(); i++) {
                        if (i % 2 == 0 && log.get(i).field("Cookie") != null) {
                            return Verdict.fail(
                                    "a new chain began with %s", log.get(i).field("Cookie"));
                        }
                    }
                    if (log.size() >= 2 && log.get(1).field("Cookie") == null) {
                        return Verdict.fail("the redirect was followed without its cookie");
                    }
                    return host.count("/a") == 0 || log.size() < 6
                            ? Verdict.open("%d requests", log.size())
                            : Verdict.pass(
                                    "%d chains, each with its cookie and none with an older one", log.size() / 2);
                },
                CarelessClient.sending(scenario.names(), POLITE_AGENT));
    }

    private static Prepared cookieStays(Scenario scenario) {
        var first = scenario.host();
        var second = scenario.host();
        first.at(
                "/feed",
                (exchange, nth) -> Reply.redirect(302, second.url("/feed")).with("Set-Cookie", "checked=1; Path=/"));
        second.pages("/a").at("/feed", (exchange, nth) -> Reply.feed(ScriptedFeeds.of(second, "/a")));
        scenario.watch(first.url("/feed"));
        return new Prepared(
                topics -> {
                    for (var exchange : second.log()) {
                        if (exchange.field("Cookie") != null) {
                            return Verdict.fail("the other server was sent %s", exchange.field("Cookie"));
                        }
                    }
                    return second.count("/a") == 0
                            ? Verdict.open(
                                    "%d requests at the other server",
                                    second.log().size())
                            : Verdict.pass(
                                    "%d requests at the other server, none with a cookie",
                                    second.log().size());
                },
                CarelessClient.sending(scenario.names(), POLITE_AGENT).withCookiesForAll());
    }

    private static Prepared cut(Scenario scenario) {
        var host = scenario.host();
        host.pages("/a", "/b").at("/feed", (exchange, nth) -> {
            var whole = ScriptedFeeds.of(host, "/a", "/b");
            var sent = whole.substring(0, whole.lastIndexOf("</item>"));
            return Reply.cut("application/rss+xml", sent.getBytes(StandardCharsets.UTF_8));
        });
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    if (host.count("/b") > 0) {
                        return Verdict.fail("half an entry was taken for a whole one");
                    }
                    if (host.count("/a") > 0) {
                        return Verdict.pass("the whole entry of the cut feed was found");
                    }
                    return host.log().isEmpty()
                            ? Verdict.open("not polled yet")
                            : Verdict.late(host.log().getFirst(), 12, "the entry's page");
                },
                Faults.sourcesUnreadable());
    }

    /**
     * A feed in a coding.
     *
     * @param coding as the head states it; null when it states none
     */
    private static Prepared decoded(Scenario scenario, @Nullable String coding, Packing packing) {
        var host = scenario.host();
        host.pages("/a").at("/feed", (exchange, nth) -> {
            var reply = Reply.of(
                    "application/rss+xml",
                    packing.pack(ScriptedFeeds.of(host, "/a").getBytes(StandardCharsets.UTF_8)));
            return coding == null ? reply : reply.with("Content-Encoding", coding);
        });
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    if (host.count("/a") > 0) {
                        return Verdict.pass("the entry in the packed feed was found");
                    }
                    return host.log().isEmpty()
                            ? Verdict.open("not polled yet")
                            : Verdict.late(host.log().getFirst(), 12, "the entry's page");
                },
                Faults.sourcesUnreadable());
    }

    private static Prepared international(Scenario scenario) {
        var host = scenario.host();
        // At its own address: hosts are paced by name, and the log distinguishes them by address.
        var named = scenario.host();
        var ascii = "xn--mwe-sna.example";
        scenario.name(ascii, named.address);
        var page = "http://möwe.example:" + named.port + "/a";
        named.pages("/a");
        host.at(
                "/feed",
                (exchange, nth) -> Reply.feed(ScriptedFeeds.channel("", ScriptedFeeds.item(page, Duration.ZERO))));
        scenario.watch(host.url("/feed"));
        return new Prepared(
                topics -> {
                    var asked = named.log("/a");
                    if (asked.isEmpty()) {
                        return host.log().isEmpty()
                                ? Verdict.open("not polled yet")
                                : Verdict.late(host.log().getFirst(), 15, "the page on möwe.example");
                    }
                    var reported = asked.getFirst().field("Host");
                    return Verdict.of((ascii + ":" + named.port).equals(reported), "Host: %s", reported);
                },
                CarelessClient.sending(scenario.names(), POLITE_AGENT).withUnicodeHost());
    }
}
