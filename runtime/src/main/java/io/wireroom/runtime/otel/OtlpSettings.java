package io.wireroom.runtime.otel;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where metrics and traces are sent to; the names of the settings are those of OpenTelemetry.
 *
 * @param metrics the whole address that metrics are posted to; null for none
 * @param every pause between two posts of metrics
 * @param traces the whole address that spans are posted to; null for none
 * @param ratio share of the discovered items that are traced, in [0, 1]
 * @param headers of every request, such as a token; never shown
 */
public record OtlpSettings(
        @Nullable URI metrics, Duration every, @Nullable URI traces, double ratio, Map<String, String> headers) {

    /** Nothing is sent. */
    public static final OtlpSettings NONE = new OtlpSettings(null, Duration.ofMinutes(1), null, 0, Map.of());

    public OtlpSettings {
        headers = Map.copyOf(headers);
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("a ratio is from 0 to 1: " + ratio);
        }
    }

    /**
     * The address of a collector.
     *
     * @throws IllegalArgumentException if it is no http or https address with a host
     */
    public static URI endpoint(String text) {
        var address = URI.create(text);
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException("must be an address such as http://collector:4318/v1/traces");
        }
        return address;
    }

    /**
     * Headers from their text form: {@code name=value}, separated by commas.
     *
     * @throws IllegalArgumentException if a part has no name; the message does not show the text, which is secret
     */
    public static Map<String, String> headers(String text) {
        var headers = new LinkedHashMap<String, String>();
        Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(part -> {
                    var equals = part.indexOf('=');
                    if (equals < 1) {
                        throw new IllegalArgumentException("must be name=value, separated by commas");
                    }
                    headers.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip());
                });
        return headers;
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "OtlpSettings[metrics=" + metrics + ", traces=" + traces + ", ratio=" + ratio + ']';
    }
}
