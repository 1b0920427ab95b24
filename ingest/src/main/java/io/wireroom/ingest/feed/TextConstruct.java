package io.wireroom.ingest.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wireroom.text.SingleLine;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdom2.Content;
import org.jdom2.Element;
import org.jdom2.Text;
import org.jspecify.annotations.Nullable;

/** Text that may be HTML: Atom's text constructs (RFC 4287, section 3.1), Atom 0.3's modes, RSS's escaped HTML. */
final class TextConstruct {

    private static final Set<String> TEXT_TYPES = Set.of("text", "html", "text/html", "text/plain");

    private static final Set<String> TEXT = Set.of("text", "text/plain");

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=\\s]*+");
    private static final Set<String> CONTAINED_TYPES = Set.of("xhtml", "application/xhtml+xml", "html");

    private TextConstruct() {}

    /**
     * The element's text as HTML or plain text, with absolute links; null when there is none.
     *
     * @param rome the same text as Rome has it; taken where Rome loses nothing of the element
     */
    static @Nullable String html(Element element, @Nullable URI base, @Nullable String rome) {
        var html = rome != null && isPlain(element)
                ? rome
                : element.getChildren().isEmpty() ? unescaped(element) : marked(element);
        var kept = MarkupText.nonBlank(html);
        return kept == null
                ? null
                : HtmlLinks.absolute(MarkupText.windows(SingleLine.cut(kept, FeedLimits.TEXT)), base);
    }

    /** Whether it is text of a plain type; Rome reads other types too loosely. */
    private static boolean isPlain(Element element) {
        if (isAtom03(element)) {
            return false; // Rome escapes its text
        }
        if (!element.hasAttributes()) {
            return element.getChildren().isEmpty();
        }
        var type = element.getAttributeValue("type");
        return (type == null || TEXT_TYPES.contains(type))
                && element.getAttributeValue("mode") == null
                && element.getChildren().isEmpty();
    }

    /**
     * Whether Atom 1.0 calls the element's text plain: {@code <} in it is no markup.
     *
     * @param sniffed whether the text is HTML all the same where it ends an element of HTML, as it is where no type is
     *     stated: generators forget the type
     */
    static boolean isText(Element element, boolean sniffed) {
        var type = element.getAttributeValue("type");
        if (!element.getNamespaceURI().equals(ElementNames.ATOM)
                || !element.getChildren().isEmpty()) {
            return false;
        }
        var stated = type != null && !type.isBlank();
        if (stated && !TEXT.contains(MarkupText.lower(type.strip()))) {
            return false;
        }
        return (stated && !sniffed) || !MarkupText.endsElement(element.getValue());
    }

    /** Markup within the element; for escaped HTML in a needless wrapper, the content of the wrapper. */
    private static String marked(Element element) {
        var container = container(element);
        return "html".equalsIgnoreCase(element.getAttributeValue("type"))
                        && container.getChildren().isEmpty()
                ? container.getValue()
                : InlineHtml.inner(container);
    }

    /** The element's text, decoded where it is marked as base64. */
    static String unescaped(Element element) {
        if (!"base64".equalsIgnoreCase(element.getAttributeValue("mode")) && !isBinaryType(element)) {
            return element.getValue();
        }
        var text = element.getValue();
        if (!BASE64.matcher(text).matches()) {
            return text;
        }
        try {
            return MarkupRepairs.withoutIllegalCharacters(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getMimeDecoder().decode(text.strip())))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return text; // it was no base64, or no text
        }
    }

    /** RFC 4287, section 4.1.3.3: any other media type is base64; some feeds do it to titles too. */
    private static boolean isBinaryType(Element element) {
        var type = MarkupText.lower(element.getAttributeValue("type", ""));
        return element.getNamespaceURI().equals(ElementNames.ATOM)
                && type.indexOf('/') > 0
                && !type.startsWith("text/")
                && !type.endsWith("xml")
                && element.getAttributeValue("src") == null;
    }

    /** The XHTML div of Atom 1.0 is not part of the text (RFC 4287, section 3.1.1.3); in Atom 0.3 it is. */
    private static Element container(Element element) {
        var children = element.getChildren();
        return children.size() == 1
                        && children.getFirst().getName().equalsIgnoreCase("div")
                        && CONTAINED_TYPES.contains(MarkupText.lower(element.getAttributeValue("type", "")))
                        && !isAtom03(element)
                        && element.getContent().stream().allMatch(TextConstruct::isElementOrSpace)
                ? children.getFirst()
                : element;
    }

    private static boolean isAtom03(Element element) {
        return element.getNamespaceURI().contains("purl.org/atom/");
    }

    private static boolean isElementOrSpace(Content content) {
        return !(content instanceof Text text) || text.getText().isBlank();
    }
}
