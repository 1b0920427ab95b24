package io.wireroom.testkit;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector at a port of loopback: takes OTLP over HTTP in protobuf, and keeps what it is sent. Thread-safe. */
public final class OtlpReceiver implements AutoCloseable {

    /** A span and the {@code service.name} that sent it; ids in lower-case hexadecimal. */
    public record ReceivedSpan(String service, Span span) {

        /** Id of its trace. */
        public String trace() {
            return hex(span.getTraceId());
        }

        /** Its own id. */
        public String id() {
            return hex(span.getSpanId());
        }

        /** Id of its parent; empty for the first of a trace. */
        public String parent() {
            return hex(span.getParentSpanId());
        }

        /** Ids of the traces that it is linked with. */
        public List<String> links() {
            return span.getLinksList().stream()
                    .map(link -> hex(link.getTraceId()))
                    .toList();
        }
    }

    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private OtlpReceiver(HttpServer server) {
        this.server = server;
    }

    /** Starts at a free port. */
    public static OtlpReceiver start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var receiver = new OtlpReceiver(server);
        server.createContext("/v1/traces", receiver::traces);
        server.createContext("/v1/metrics", receiver::metrics);
        server.start();
        return receiver;
    }

    /** Where spans are to be posted. */
    public URI tracesEndpoint() {
        return endpoint("traces");
    }

    /** Where metrics are to be posted. */
    public URI metricsEndpoint() {
        return endpoint("metrics");
    }

    private URI endpoint(String kind) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/" + kind);
    }

    /** All spans so far. */
    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    /** All metrics so far; each post brings them again. */
    public List<Metric> metrics() {
        return List.copyOf(metrics);
    }

    /** Values of the header {@code authorization} so far. */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void traces(HttpExchange exchange) throws IOException {
        var request = ExportTraceServiceRequest.parseFrom(body(exchange));
        for (var resource : request.getResourceSpansList()) {
            var service = service(resource.getResource());
            resource.getScopeSpansList()
                    .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(new ReceivedSpan(service, span))));
        }
        answer(exchange);
    }

    private void metrics(HttpExchange exchange) throws IOException {
        var request = ExportMetricsServiceRequest.parseFrom(body(exchange));
        for (var resource : request.getResourceMetricsList()) {
            resource.getScopeMetricsList().forEach(scope -> metrics.addAll(scope.getMetricsList()));
        }
        answer(exchange);
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody();
        return "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"))
                ? new GZIPInputStream(body)
                : body;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var token = exchange.getRequestHeaders().getFirst("authorization");
        if (token != null) {
            tokens.add(token);
        }
        exchange.getResponseHeaders().set("content-type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String service(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
