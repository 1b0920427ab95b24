package io.wireroom.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.wireroom.contract.Item;
import io.wireroom.contract.address.Address;
import io.wireroom.contract.json.Decoded;
import io.wireroom.contract.json.JsonCodec;
import io.wireroom.contract.work.RawPage;
import io.wireroom.contract.work.RawPage.Capture;
import java.io.IOException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads how a page was got from the headers of its record; where that fails, at least which item it was for. */
sealed interface CaptureHeader {

    /** It could be read. */
    record Readable(Capture capture) implements CaptureHeader {}

    /** It could not. {@code item} is null when that is unreadable, too; {@code attempt} is 1 then. */
    record Unreadable(String why, @Nullable Item item, int attempt) implements CaptureHeader {}

    /** The capture among these headers. */
    static CaptureHeader read(Headers headers) {
        var header = headers.lastHeader(RawPage.CAPTURE_HEADER);
        if (header == null || header.value() == null) {
            return new Unreadable("no header " + RawPage.CAPTURE_HEADER, null, 1);
        }
        return switch (new JsonCodec<>(Capture.class).decode(header.value())) {
            case Decoded.Value<Capture>(var capture) when isWhole(capture) -> new Readable(capture);
            case Decoded.Value<Capture> value -> salvage("Capture: a field is missing", header.value());
            case Decoded.Unreadable<Capture>(var why) -> salvage(why, header.value());
        };
    }

    // JSON knows no required fields: what is missing arrives as null.
    @SuppressWarnings("ConstantConditions")
    private static boolean isWhole(Capture capture) {
        return isWhole(capture.item()) && capture.url() != null && isWeb(capture) && capture.fetchedAt() != null;
    }

    @SuppressWarnings("ConstantConditions")
    private static boolean isWeb(Capture capture) {
        return capture.finalUrl() != null && !Address.hostOf(capture.finalUrl()).isEmpty();
    }

    @SuppressWarnings("ConstantConditions")
    private static boolean isWhole(@Nullable Item item) {
        return item != null
                && item.id() != null
                && item.link() != null
                && item.url() != null
                && item.source() != null
                && item.source().id() != null
                && item.discoveredAt() != null;
    }

    private static CaptureHeader salvage(String why, byte[] json) {
        try {
            JsonNode tree = JsonCodec.MAPPER.readTree(json);
            var attempt = Math.max(1, tree.path("attempt").asInt(1));
            var item = new JsonCodec<>(Item.class).decode(JsonCodec.MAPPER.writeValueAsBytes(tree.path("item")));
            return item instanceof Decoded.Value<Item>(var value) && isWhole(value)
                    ? new Unreadable(why, value, attempt)
                    : new Unreadable(why, null, attempt);
        } catch (IOException e) {
            return new Unreadable(why, null, 1);
        }
    }
}
