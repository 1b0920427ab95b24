package io.wireroom.testkit.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class OriginServerTest {

    private static final int HOST = 62_777;

    /** Serves the path as the body, and records what it received. */
    private static final class Echo implements ServedSite {
        final Duration after;
        final List<String> seen = new CopyOnWriteArrayList<>();

        Echo(Duration after) {
            this.after = after;
        }

        @Override
        public Answer answer(ReceivedRequest request) {
            seen.add(request.host() + " " + request.path() + " " + request.ifNoneMatch());
            return Answer.of(200, request.path().getBytes(StandardCharsets.UTF_8), after);
        }

        @Override
        public void ended(ReceivedRequest request, boolean whole, long atNanos) {
            seen.add(request.path() + (whole ? " whole" : " cut"));
        }
    }

    @Test
    void addressesAndNumbersOfHostsAgree() {
        assertThat(List.of(0, 249, 250, HOST, LoopbackHosts.COUNT - 1))
                .allSatisfy(host -> assertThat(LoopbackHosts.of(LoopbackHosts.address(host)))
                        .isEqualTo(host));
        assertThat(LoopbackHosts.address(LoopbackHosts.COUNT - 1)).isEqualTo("127.254.249.250");
    }

    @Test
    void aConnectionServesOneRequestAfterTheOther() throws Exception {
        var site = new Echo(Duration.ZERO);
        try (var origin = OriginServer.start(0, site);
                var client = new Socket(LoopbackHosts.address(HOST), origin.port())) {
            client.getOutputStream()
                    .write("GET /a HTTP/1.1\r\nHost: x\r\nIf-None-Match: \"1\"\r\n\r\nGET /b HTTP/1.1\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(read(client, "/b")).isEqualTo("""
                    HTTP/1.1 200 -\r
                    Content-Length: 2\r
                    \r
                    /aHTTP/1.1 200 -\r
                    Content-Length: 2\r
                    \r
                    /b""");
            // The end is reported after the last byte, which the client may have by then.
            await().until(() -> site.seen.size() == 4);
            assertThat(site.seen).containsExactly(HOST + " /a \"1\"", "/a whole", HOST + " /b null", "/b whole");
        }
    }

    @Test
    void aClientThatGoesBeforeTheAnswerIsACutExchange() throws Exception {
        var site = new Echo(Duration.ofHours(1));
        try (var origin = OriginServer.start(0, site)) {
            try (var client = new Socket(LoopbackHosts.address(HOST), origin.port())) {
                client.getOutputStream().write("GET /slow HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                await().until(() -> !site.seen.isEmpty());
            }
            await().until(() -> site.seen.size() == 2);
        }
        assertThat(site.seen).containsExactly(HOST + " /slow null", "/slow cut");
    }

    private static String read(Socket client, String end) throws IOException {
        var text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            var next = client.getInputStream().read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
