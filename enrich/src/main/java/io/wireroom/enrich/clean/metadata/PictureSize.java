package io.wireroom.enrich.clean.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Width and height of a picture in pixels, as a page states them. */
record PictureSize(int width, int height) {

    private static final Pattern PIXELS = Pattern.compile("([1-9]\\d{0,4})(?:\\.0+)?\\s?(?:px)?");

    /** The size in the texts; empty unless both are numbers of pixels. */
    static Optional<PictureSize> of(String width, String height) {
        var wide = PIXELS.matcher(width.strip());
        var high = PIXELS.matcher(height.strip());
        return wide.matches() && high.matches()
                ? Optional.of(new PictureSize(Integer.parseInt(wide.group(1)), Integer.parseInt(high.group(1))))
                : Optional.empty();
    }

    /** The size of an ImageObject of schema.org: numbers, texts or quantities. */
    static Optional<PictureSize> of(JsonNode picture) {
        return of(text(picture.path("width")), text(picture.path("height")));
    }

    private static String text(JsonNode side) {
        return (side.isObject() ? side.path("value") : side).asText("");
    }
}
