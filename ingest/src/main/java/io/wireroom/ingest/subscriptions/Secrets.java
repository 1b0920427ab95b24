package io.wireroom.ingest.subscriptions;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds credentials in what a server answers: an answer that repeats one must not be handed on. The usual encodings of a
 * value are found, too. Immutable.
 */
public final class Secrets {

    /** Shorter values would be found in any page. */
    static final int LEAST_CHARS = 8;

    private static final char FIRST_NON_ASCII = 0x80;

    /** As octets, one char each. */
    private final List<String> forms;

    Secrets(Collection<String> values) {
        Set<String> all = new LinkedHashSet<>();
        for (var value : values) {
            addForms(value, all);
        }
        forms = List.copyOf(all);
    }

    private static void addForms(String value, Set<String> to) {
        var octets = value.getBytes(StandardCharsets.UTF_8);
        var percent = URLEncoder.encode(value, StandardCharsets.UTF_8);
        to.add(octets(value));
        to.add(percent);
        to.add(percent.replace("+", "%20"));
        to.add(lowerEscapes(percent));
        to.add(octets(value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;")));
        to.add(octets(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/")));
        to.add(octets(value.replace("\\", "\\\\").replace("\"", "\\\"")));
        to.add(Base64.getEncoder().withoutPadding().encodeToString(octets));
        to.add(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    private static String lowerEscapes(String percent) {
        var lower = new StringBuilder(percent);
        for (int i = percent.indexOf('%'); i >= 0; i = percent.indexOf('%', i + 1)) {
            lower.replace(i, i + 3, percent.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Whether a text has a credential. */
    public boolean isIn(@Nullable String text) {
        if (text == null) {
            return false;
        }
        var octets = text.chars().allMatch(c -> c < FIRST_NON_ASCII) ? text : octets(text);
        return forms.stream().anyMatch(octets::contains);
    }

    /** Whether a body has a credential, in UTF-8 or in one of the encodings of two bytes a character. */
    public boolean isIn(byte[] body) {
        var octets = new String(body, StandardCharsets.ISO_8859_1);
        return forms.stream().anyMatch(octets::contains)
                || (octets.indexOf('\0') >= 0 && isIn(octets.replace("\0", "")));
    }

    @Override
    public String toString() {
        return "Secrets(" + forms.size() + ")";
    }
}
