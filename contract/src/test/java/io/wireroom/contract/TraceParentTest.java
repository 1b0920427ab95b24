package io.wireroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final JsonCodec<Item> ITEMS = new JsonCodec<>(Item.class);
    private static final Item ITEM = new Item(
            new ItemId(TRACE),
            new LinkId("link"),
            "https://courier.example/a",
            new SourceRef(new SourceId("courier"), "Courier", URI.create("https://courier.example/feed")),
            Instant.parse("2026-03-05T12:00:00Z"),
            0,
            null);

    @Test
    void theTraceIdIsTheItemId() {
        var trace = TraceParent.of(new ItemId(TRACE), true);

        assertThat(trace.traceId()).isEqualTo(TRACE);
        assertThat(trace.text()).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
        assertThat(TraceParent.of(new ItemId(TRACE), true)).isEqualTo(trace);
        assertThat(TraceParent.of(new ItemId(TRACE), false).text()).endsWith("-00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00000000000000000000000000000000", "4BF92F3577B34DA6A3CE929D0E0E4736", "ä"})
    void anItemIdOfAnotherFormStillGetsATrace(String id) {
        assertThat(TraceParent.of(new ItemId(id), true).traceId())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo("0".repeat(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-03",
                "01-" + TRACE + "-" + SPAN + "-ff",
                "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like",
            })
    void readsWhatIsSampled(String text) {
        assertThat(TraceParent.parse(text)).contains(new TraceParent(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE + "-" + SPAN + "-00", "00-" + TRACE + "-" + SPAN + "-fe"})
    void readsWhatIsNot(String text) {
        assertThat(TraceParent.parse(text)).contains(new TraceParent(TRACE, SPAN, false));
    }

    /** W3C Trace Context, 3.2.2: such a text is handled as if it were not there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE + "-" + SPAN + "-1",
                "00-" + TRACE + "-" + SPAN,
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
            })
    void whatIsNoTraceContextCostsNoItem(String text) {
        assertThat(TraceParent.parse(text)).isEmpty();

        var json = new String(ITEMS.encode(ITEM.in(new TraceParent(TRACE, SPAN, true))), StandardCharsets.UTF_8)
                .replace("00-" + TRACE + "-" + SPAN + "-01", text);

        assertThat(ITEMS.decode(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(new Decoded.Value<>(ITEM));
    }

    @Test
    void anItemKeepsItsTraceAsJson() {
        var traced = ITEM.in(new TraceParent(TRACE, SPAN, false));

        assertThat(ITEMS.decode(ITEMS.encode(traced))).isEqualTo(new Decoded.Value<>(traced));
        assertThat(new String(ITEMS.encode(ITEM), StandardCharsets.UTF_8)).doesNotContain("traceparent");
    }

    @Test
    void aRevisitHasATraceOfItsOwnWhichIsSampledIfThatOfTheItemIs() {
        var revisit = new ItemId("b444a1b23124fd4b0e7ea8574f782830");
        var at = Instant.parse("2026-03-06T12:00:00Z");

        for (var sampled : new boolean[] {true, false}) {
            var again = ITEM.in(new TraceParent(TRACE, SPAN, sampled)).again(revisit, at, 1);
            assertThat(again.traceparent()).isEqualTo(TraceParent.of(revisit, sampled));
        }
        assertThat(ITEM.again(revisit, at, 1).traceparent()).isNull();
    }
}
