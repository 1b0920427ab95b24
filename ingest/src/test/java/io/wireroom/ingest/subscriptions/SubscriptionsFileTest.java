package io.wireroom.ingest.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.wireroom.contract.SourceId;
import io.wireroom.contract.SourceRef;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubscriptionsFileTest {

    private static final SourceRef PAPER =
            new SourceRef(new SourceId("paper"), "The Paper", URI.create("https://feeds.paper.example/all.xml"));
    private static final SourceRef OTHER =
            new SourceRef(new SourceId("other"), "Another", URI.create("https://feeds.paper.example/other.xml"));

    private static final String PASSWORD = "correct-horse";

    private final List<String> problems = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Subscriptions read(String yaml) throws IOException {
        var file = Files.writeString(folder.resolve("subscriptions.yaml"), yaml);
        return SubscriptionsFile.read(file, problems);
    }

    private static URI url(String url) {
        return URI.create(url);
    }

    @Test
    void aSubscriptionIsForItsSourceAndTheHostsOfItsPublisherOnly() throws IOException {
        var read = read("""
                - source: https://feeds.paper.example/all.xml
                  hosts: https://www.paper.example
                  headers: {X-Subscriber: "4711-abcdefgh"}
                  cookies: {session: s3cr3t-s3ss10n}
                  basic: {user: ada, password: correct-horse}
                """);

        assertThat(problems).isEmpty();
        var found = read.of(PAPER, url("https://www.paper.example/news/1")).orElseThrow();
        var login = Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(found.headers())
                .containsOnly(entry("X-Subscriber", "4711-abcdefgh"), entry("Authorization", "Basic " + login));
        assertThat(found.cookies()).containsOnly(entry("session", "s3cr3t-s3ss10n"));
        assertThat(read.of(PAPER, url("https://FEEDS.paper.example:443/all.xml")))
                .isPresent();
        assertThat(List.of(
                        "http://www.paper.example/news/1",
                        "https://www.paper.example:8443/news/1",
                        "https://paper.example/news/1",
                        "https://www.paper.example.evil.example/news/1",
                        "https://www.paper.example@evil.example/"))
                .allSatisfy(url -> assertThat(read.of(PAPER, url(url))).isEmpty());
        assertThat(read.of(OTHER, url("https://www.paper.example/news/1"))).isEmpty();
        assertThat(read.of(null, url("https://www.paper.example/robots.txt"))).isEmpty();
    }

    @Test
    void aSourceCanBeNamedByItsIdWithItsHosts() throws IOException {
        var read = read("[{source: paper, hosts: ['https://www.paper.example'], headers: {X-Key: abcdefgh}}]");

        assertThat(problems).isEmpty();
        assertThat(read.of(PAPER, url("https://www.paper.example/a"))).isPresent();
        assertThat(read.of(PAPER, url("https://feeds.paper.example/all.xml"))).isEmpty();
    }

    @Test
    void theProxyOfAHostIsForAllRequestsToIt() throws IOException {
        var read = read("""
                - source: https://feeds.paper.example/all.xml
                  proxy: socks5://ada:correct-horse@gate.example:1080
                """);

        assertThat(read.proxies())
                .containsExactly(new ProxyServer(
                        ProxyServer.Kind.SOCKS5, "gate.example", 1080, new ProxyServer.Login("ada", PASSWORD)));
        assertThat(read.proxy(url("https://feeds.paper.example/robots.txt"))).isNotNull();
        assertThat(read.proxy(url("https://www.paper.example/robots.txt"))).isNull();
        assertThat(String.valueOf(read.proxies())).doesNotContain(PASSWORD, "ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- source: https://a.example/\n  headers: {X-Key: \"correct-horse\\r\\nX: y\"}",
                "- source: https://a.example/\n  headers: {Cookie: correct-horse}",
                "- source: https://a.example/\n  headers: correct-horse",
                "- source: https://a.example/\n  cookies: {a: 'correct-horse;b'}",
                "- source: https://a.example/\n  basic: {user: 'a:b', password: correct-horse}",
                "- source: https://a.example/\n  basic: {user: a, password: correct-horse}\n  headers: {authorization: x}",
                "- source: https://a.example/\n  basic: {user: a, passwort: correct-horse}",
                "- source: https://a.example/\n  proxy: ftp://a:correct-horse@b.example:1",
                "- source: https://a.example/\n  proxy: 'http://a:correct-horse@b example:1'",
                "- source: an-id\n  headers: {X-Key: correct-horse}",
                "- source: https://a.example/\n  hosts: [correct-horse]\n  headers: {X-Key: correct-horse}",
                "- headers: {X-Key: correct-horse}",
                "- source: https://a.example/",
                "correct-horse: [",
                "- source: https://a.example/\n  token: correct-horse",
            })
    void whatIsWrongIsAProblemThatShowsNoValue(String yaml) throws IOException {
        read(yaml);

        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).doesNotContain("horse"));
    }

    @Test
    void aMissingFileIsAProblemAndAFileOfCommentsIsEmpty() throws IOException {
        assertThat(read("# nothing yet\n").toString()).isEqualTo("Subscriptions(0)");
        assertThat(problems).isEmpty();

        SubscriptionsFile.read(folder.resolve("absent.yaml"), problems);
        assertThat(problems).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key a/b+c=d&e\"f end",
                "?k=a%2Fb%2Bc%3Dd%26e%22f",
                "?k=a%2fb%2bc%3dd%26e%22f",
                "a/b+c=d&amp;e&quot;f",
                "\"a\\/b+c=d&e\\\"f\"",
                "YS9iK2M9ZCZlImY",
            })
    void aCredentialIsFoundInTheUsualEncodings(String text) {
        var secrets = new Secrets(List.of("a/b+c=d&e\"f"));

        assertThat(secrets.isIn(text)).isTrue();
        assertThat(secrets.isIn(text.getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(secrets.isIn(text.getBytes(StandardCharsets.UTF_16LE))).isTrue();
        assertThat(secrets.isIn("a/b+c=d")).isFalse();
    }

    @Test
    void aShortValueIsASecretTogetherWithItsName() throws IOException {
        var read = read("""
                - source: https://feeds.paper.example/all.xml
                  headers: {X-Key: "42", Accept-Language: de-DE-1996}
                  cookies: {sid: abc}
                """);

        var secrets = read.of(PAPER, PAPER.url()).orElseThrow().secrets();
        assertThat(secrets.isIn("42 words, abc, de-DE-1996")).isFalse();
        assertThat(secrets.isIn("X-Key: 42")).isTrue();
        assertThat(secrets.isIn("sid=abc")).isTrue();
    }
}
