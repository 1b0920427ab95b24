package io.wireroom.ingest.feed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jdom2.Element;
import org.jspecify.annotations.Nullable;

/** Text that may be HTML: Atom's text constructs (RFC 4287, section 3.1), Atom 0.3's modes, RSS's escaped HTML. */
final class TextConstruct {

    private TextConstruct() {}

    /** The element's text as HTML or plain text, with absolute links; null when there is none. */
    static @Nullable String html(Element element, @Nullable URI base) {
        var html = element.getChildren().isEmpty() ? unescaped(element) : Html.inner(container(element));
        var kept = Texts.nonBlank(html);
        return kept == null ? null : Texts.absolute(Texts.windows(Texts.cut(kept, Limits.TEXT)), base);
    }

    /** The element's text, decoded from base64 where it says so. */
    static String unescaped(Element element) {
        if (!"base64".equalsIgnoreCase(element.getAttributeValue("mode")) && !isBinaryType(element)) {
            return element.getValue();
        }
        try {
            return Repairs.withoutIllegalCharacters(
                    new String(Base64.getMimeDecoder().decode(element.getValue().strip()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return element.getValue();
        }
    }

    /** RFC 4287, section 4.1.3.3: any other media type is base64; some feeds do it to titles too. */
    private static boolean isBinaryType(Element element) {
        var type = Texts.lower(Objects.requireNonNullElse(element.getAttributeValue("type"), ""));
        return element.getNamespaceURI().equals(Names.ATOM)
                && type.indexOf('/') > 0
                && !type.startsWith("text/")
                && !type.endsWith("xml")
                && element.getAttributeValue("src") == null;
    }

    /** The XHTML div of Atom 1.0 is not part of the text (RFC 4287, section 3.1.1.3). */
    private static Element container(Element element) {
        var children = element.getChildren();
        var type = Texts.lower(Objects.requireNonNullElse(element.getAttributeValue("type"), ""));
        return type.equals("xhtml")
                        && children.size() == 1
                        && children.getFirst().getName().equalsIgnoreCase("div")
                ? children.getFirst()
                : element;
    }
}
