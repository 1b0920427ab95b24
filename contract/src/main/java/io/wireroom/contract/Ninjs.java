package io.wireroom.contract;

import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.json.WireNamed;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An article in the form of IPTC ninjs 3.1 ({@code news.ninjs.v1}): only fields of that standard, as it allows no others.
 *
 * @param uri stays through all versions
 * @param version of the article, in digits
 * @param contentCreated date of publication; absent rather than guessed
 */
public record Ninjs(
        URI uri,
        Standard standard,
        Type type,
        Representation representationType,
        PubStatus pubStatus,
        String version,
        Instant firstCreated,
        Instant versionCreated,
        @Nullable Instant contentCreated,
        @Nullable String language,
        @Nullable String by,
        List<Text> headlines,
        @Nullable List<Text> descriptions,
        @Nullable List<Body> bodies,
        @Nullable List<Concept> genres,
        @Nullable List<Subject> subjects,
        @Nullable List<Concept> people,
        @Nullable List<Concept> organisations,
        @Nullable List<Concept> places,
        List<Concept> infoSources,
        List<AltId> altIds,
        @Nullable List<Association> associations,
        @Nullable String edNote,
        @Nullable String usageTerms,
        @Nullable RightsInfo rightsInfo) {

    /** The standard that all records follow. */
    public static final Standard VERSION_3_1 =
            new Standard("ninjs", "3.1", URI.create("http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"));

    /** A standard and its schema. */
    public record Standard(String name, String version, URI schema) {}

    /** Kinds of objects. */
    public enum Type implements WireNamed {
        TEXT,
        PICTURE,
        /** A kind that this version does not know. */
        OTHER
    }

    /** A text with its role. */
    public record Text(String role, String contentType, String value) {}

    /**
     * The text of the article.
     *
     * @param charCount in Unicode characters
     */
    public record Body(
            String role,
            String contentType,
            int charCount,
            @Nullable Integer wordCount,
            String value) {}

    /**
     * Something that is named.
     *
     * @param uri in a public vocabulary
     * @param literal code without an address, such as {@code iso3166:IQ}
     */
    public record Concept(
            String name, @Nullable URI uri, @Nullable String literal) {}

    /**
     * A topic of the article.
     *
     * @param creator engine and version
     * @param confidence in percent
     */
    public record Subject(String name, @Nullable URI uri, String creator, int confidence) {}

    /** Another identifier of the same article. */
    public record AltId(String role, String value) {}

    /** A picture of the article. */
    public record Association(
            URI uri,
            Type type,
            @Nullable List<Text> descriptions,
            @Nullable List<Rendition> renditions) {}

    /** A file of a picture. */
    public record Rendition(String name, URI href, int width, int height) {}

    /** Addresses of licences and policies. */
    public record RightsInfo(URI linkedRights) {}
}
