package io.wireroom.runtime.otel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.wireroom.contract.ItemId;
import io.wireroom.contract.TraceParent;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Records the steps of sampled items as spans and sends them to a collector. Spans are for people who look: they are sent
 * at most once in effect, may be dropped while the collector is away, and nothing waits for them. Thread-safe.
 */
public sealed interface Tracing extends AutoCloseable {

    /** No span is recorded, and no item gets a trace. */
    Tracing OFF = new Off();

    /** A step of an item, and what its span is named. */
    enum Step {
        FETCH("fetch", SpanKind.CLIENT),
        CLEAN_AND_TAG("clean and tag", SpanKind.CONSUMER),
        STORE("store", SpanKind.CONSUMER);

        private final String label;
        private final SpanKind kind;

        Step(String label, SpanKind kind) {
            this.label = label;
            this.kind = kind;
        }
    }

    /** How an item came to be. */
    enum Origin {
        DISCOVER("discover"),
        REVISIT("revisit");

        private final String label;

        Origin(String label) {
            this.label = label;
        }
    }

    /** The trace of an item that is discovered now; null if there is none. */
    @Nullable
    TraceParent begin(ItemId item);

    /** The first span of a trace, which ends now. */
    void discovered(Origin origin, TraceParent trace, Duration took);

    /** A step that ends now; nothing happens if the item has no trace, or is not sampled. */
    void step(Step step, @Nullable TraceParent trace, Duration took, Map<String, String> facts);

    /** The same step of several items as one piece of work, which ends now: one span of its own, linked with each of theirs. */
    void together(Step step, List<TraceParent> traces, Duration took);

    @Override
    void close();

    /**
     * Sends spans to this address until it is closed.
     *
     * @param service {@code service.name} of the resource
     */
    static Tracing to(URI endpoint, OtlpSettings settings, String service, InstantSource clock) {
        return new Otlp(endpoint, settings, service, clock);
    }

    /** Does nothing. */
    final class Off implements Tracing {

        private Off() {}

        @Override
        public @Nullable TraceParent begin(ItemId item) {
            return null;
        }

        @Override
        public void discovered(Origin origin, TraceParent trace, Duration took) {}

        @Override
        public void step(Step step, @Nullable TraceParent trace, Duration took, Map<String, String> facts) {}

        @Override
        public void together(Step step, List<TraceParent> traces, Duration took) {}

        @Override
        public void close() {}
    }

    /** With the OpenTelemetry SDK. */
    final class Otlp implements Tracing {

        private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
        private static final Duration SEND_EVERY = Duration.ofSeconds(1);

        private final InstantSource clock;
        private final Sampler sampler;
        private final GivenIds ids = new GivenIds();
        private final SdkTracerProvider provider;
        private final Tracer tracer;

        private Otlp(URI endpoint, OtlpSettings settings, String service, InstantSource clock) {
            logAsWeDo();
            this.clock = clock;
            sampler = Sampler.traceIdRatioBased(settings.ratio());
            var exporter = OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString());
            settings.headers().forEach(exporter::addHeader);
            provider = SdkTracerProvider.builder()
                    .setIdGenerator(ids)
                    .setSampler(Sampler.alwaysOn())
                    .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service)))
                    .addSpanProcessor(BatchSpanProcessor.builder(exporter.build())
                            .setScheduleDelay(SEND_EVERY)
                            .build())
                    .build();
            tracer = provider.get("io.wireroom");
        }

        /** The SDK logs with what the JDK has: a line of text amid JSON. */
        private static void logAsWeDo() {
            if (!SLF4JBridgeHandler.isInstalled()) {
                SLF4JBridgeHandler.removeHandlersForRootLogger();
                SLF4JBridgeHandler.install();
            }
        }

        @Override
        public TraceParent begin(ItemId item) {
            var trace = TraceParent.of(item, true);
            var decision = sampler.shouldSample(
                    Context.root(), trace.traceId(), "", SpanKind.INTERNAL, Attributes.empty(), List.of());
            return switch (decision.getDecision()) {
                case RECORD_AND_SAMPLE -> trace;
                case RECORD_ONLY, DROP -> TraceParent.of(item, false);
            };
        }

        @Override
        public void discovered(Origin origin, TraceParent trace, Duration took) {
            if (trace.sampled()) {
                ids.next(trace);
                end(builder(origin.label, SpanKind.PRODUCER).setNoParent(), took, Map.of());
            }
        }

        @Override
        public void step(Step step, @Nullable TraceParent trace, Duration took, Map<String, String> facts) {
            if (trace != null && trace.sampled()) {
                end(child(step, trace), took, facts);
            }
        }

        @Override
        public void together(Step step, List<TraceParent> traces, Duration took) {
            var sampled = traces.stream().filter(TraceParent::sampled).toList();
            if (sampled.isEmpty()) {
                return;
            }
            var batch = builder(step.label + " batch", step.kind).setNoParent();
            sampled.forEach(trace -> batch.addLink(context(trace)));
            var whole = end(batch, took, Map.of());
            sampled.forEach(trace -> end(child(step, trace).addLink(whole), took, Map.of()));
        }

        private SpanBuilder child(Step step, TraceParent trace) {
            return builder(step.label, step.kind).setParent(Context.root().with(Span.wrap(context(trace))));
        }

        private SpanBuilder builder(String name, SpanKind kind) {
            return tracer.spanBuilder(name).setSpanKind(kind);
        }

        private static SpanContext context(TraceParent trace) {
            return SpanContext.createFromRemoteParent(
                    trace.traceId(), trace.spanId(), TraceFlags.getSampled(), TraceState.getDefault());
        }

        private SpanContext end(SpanBuilder builder, Duration took, Map<String, String> facts) {
            var now = clock.instant();
            facts.forEach(builder::setAttribute);
            var span = builder.setStartTimestamp(now.minus(took)).startSpan();
            span.end(now);
            return span.getSpanContext();
        }

        @Override
        public void close() {
            var sent = provider.shutdown();
            sent.join(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Random ids, but for the one span that a thread names before it begins it. */
        private static final class GivenIds implements IdGenerator {

            private final ThreadLocal<@Nullable TraceParent> next = new ThreadLocal<>();

            void next(TraceParent trace) {
                next.set(trace);
            }

            /** The SDK asks for the id of the trace after that of the span. */
            @Override
            public String generateTraceId() {
                var given = next.get();
                next.remove();
                return given == null ? IdGenerator.random().generateTraceId() : given.traceId();
            }

            @Override
            public String generateSpanId() {
                var given = next.get();
                return given == null ? IdGenerator.random().generateSpanId() : given.spanId();
            }
        }
    }
}
