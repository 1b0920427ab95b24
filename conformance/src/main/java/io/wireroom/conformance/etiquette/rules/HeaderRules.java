package io.wireroom.conformance.etiquette.rules;

import io.wireroom.conformance.etiquette.faults.CarelessClient;
import io.wireroom.conformance.etiquette.faults.Fault;
import io.wireroom.conformance.etiquette.faults.Faults;
import io.wireroom.conformance.etiquette.origin.Exchange;
import io.wireroom.conformance.etiquette.origin.Reply;
import io.wireroom.conformance.etiquette.origin.ScriptedFeeds;
import io.wireroom.conformance.etiquette.rules.Rule.Play;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What stands in the header fields of requests, and how answers are packed. */
final class HeaderRules {

    static final String POLITE_AGENT = "User-Agent: Wireroom/0 (+" + Conduct.CONTACT + ")";

    /** A product, and a way to reach its owner. */
    private static final Pattern AGENT = Pattern.compile("\\S+/\\S+ .*(https?://\\S+|\\S+@\\S+).*");

    private HeaderRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "user-agent-with-contact",
                        "Every request says who asks and how to reach them.",
                        "RFC 9110, 10.1.5; RFC 9309, 2.2.1",
                        scene -> everyRequest(
                                scene,
                                exchange -> {
                                    var agent = exchange.field("User-Agent");
                                    return agent != null && AGENT.matcher(agent).matches();
                                },
                                "User-Agent",
                                CarelessClient.sending(scene.names(), "User-Agent: Java-client/21"))),
                new Rule(
                        "accepts-gzip-and-brotli",
                        "Feeds and pages are asked for packed: gzip and br.",
                        "RFC 9110, 12.5.3",
                        scene -> everyRequest(
                                scene,
                                exchange -> {
                                    var accepted = exchange.field("Accept-Encoding");
                                    return accepted != null && accepted.contains("gzip") && accepted.contains("br");
                                },
                                "Accept-Encoding",
                                CarelessClient.sending(scene.names(), POLITE_AGENT, "Accept-Encoding: identity"))),
                new Rule(
                        "gzip-decoded",
                        "A feed that comes packed with gzip is read.",
                        "RFC 9110, 8.4.1.3",
                        scene -> decoded(scene, "gzip", Reply::gzip)),
                new Rule(
                        "brotli-decoded",
                        "A feed that comes packed with br is read.",
                        "RFC 7932",
                        scene -> decoded(scene, "br", Reply::brotli)),
                new Rule(
                        "no-cookies",
                        "Cookies are not sent back.",
                        "RFC 6265, 5.4 lets a client ignore them; nobody is to be recognised",
                        scene -> everyRequest(
                                scene,
                                exchange -> exchange.field("Cookie") == null,
                                "Cookie",
                                CarelessClient.sending(scene.names(), POLITE_AGENT))),
                new Rule(
                        "no-referrer",
                        "No request tells where the address was found.",
                        "RFC 9110, 10.1.3 and 17.9",
                        scene -> everyRequest(
                                scene,
                                exchange -> exchange.field("Referer") == null,
                                "Referer",
                                CarelessClient.sending(
                                        scene.names(), POLITE_AGENT, "Referer: https://reader.example/desk"))),
                new Rule(
                        "international-host",
                        "A host in another script is asked for in its ASCII form.",
                        "RFC 5891, 4.4; RFC 9110, 7.2",
                        HeaderRules::international));
    }

    private static Play everyRequest(Scene scene, Predicate<Exchange> kept, String field, Fault fault) {
        var host = scene.host();
        host.at(
                        "/feed",
                        (exchange, nth) -> Reply.feed(ScriptedFeeds.of(host, "/a", "/b"))
                                .with("Set-Cookie", "reader=4711; Path=/"))
                .at("/a", Reply.page("A").with("Set-Cookie", "reader=4712; Path=/"))
                .pages("/b");
        scene.watch(host.url("/feed"));
        return new Play(
                told -> {
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

    private static Play decoded(Scene scene, String coding, Packing packing) {
        var host = scene.host();
        host.pages("/a")
                .at(
                        "/feed",
                        (exchange, nth) -> Reply.of(
                                        "application/rss+xml",
                                        packing.pack(
                                                ScriptedFeeds.of(host, "/a").getBytes(StandardCharsets.UTF_8)))
                                .with("Content-Encoding", coding));
        scene.watch(host.url("/feed"));
        return new Play(
                told -> {
                    if (host.count("/a") > 0) {
                        return Verdict.pass("the entry in the packed feed was found");
                    }
                    return host.log().isEmpty()
                            ? Verdict.open("not polled yet")
                            : Verdict.late(host.log().getFirst(), 12, "the entry's page");
                },
                Faults.sourcesUnreadable());
    }

    private static Play international(Scene scene) {
        var host = scene.host();
        // At an address of its own: two hosts by name are paced apart, and the log tells them by address.
        var named = scene.host();
        var ascii = "xn--mwe-sna.example";
        scene.name(ascii, named.address);
        var page = "http://möwe.example:" + named.port + "/a";
        named.pages("/a");
        host.at(
                "/feed",
                (exchange, nth) -> Reply.feed(ScriptedFeeds.channel("", ScriptedFeeds.item(page, Duration.ZERO))));
        scene.watch(host.url("/feed"));
        return new Play(
                told -> {
                    var asked = named.log("/a");
                    if (asked.isEmpty()) {
                        return host.log().isEmpty()
                                ? Verdict.open("not polled yet")
                                : Verdict.late(host.log().getFirst(), 15, "the page on möwe.example");
                    }
                    var said = asked.getFirst().field("Host");
                    return Verdict.of((ascii + ":" + named.port).equals(said), "Host: %s", said);
                },
                CarelessClient.sending(scene.names(), POLITE_AGENT).withUnicodeHost());
    }
}
