package io.wireroom.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wireroom.contract.address.Site;
import io.wireroom.contract.json.WireNamed;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of one article ({@code news.article.v1}).
 *
 * @param id stays through all versions
 * @param version counts from 1
 * @param url final address of the page
 * @param canonicalUrl the address that the page states for itself, if it is plausible; otherwise {@code url}
 * @param site registrable domain
 * @param text one block a line; offsets everywhere are UTF-16 units into it, half-open
 * @param blocks kinds and offsets of the lines
 * @param wordCount words of the text; absent where there is no text
 * @param byline as printed
 * @param authors names of persons
 * @param publishedAt absent rather than guessed
 * @param publishedAtPrecision how much of that date is stated; absent where a time is
 * @param zoneAssumed true where that date has a time without a zone: UTC, or the zone of the page's other dates; else absent
 * @param genre as the page states it; absent where it states none
 * @param firstSeenAt when the article was discovered first
 * @param observedAt when this version's page was fetched
 * @param contentHash over title, text, authors and date, before what is learned of the site is applied, by the frozen normaliser that its
 *     prefix names
 * @param extraction how the text was found, and what was left out of it
 * @param provenance which rule gave each field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Article(
        ArticleId id,
        int version,
        URI url,
        URI canonicalUrl,
        Site site,
        SourceRef source,
        String title,
        @Nullable String subtitle,
        String text,
        List<Block> blocks,
        @Nullable Integer wordCount,
        @Nullable String byline,
        List<String> authors,
        @Nullable Instant publishedAt,
        @Nullable StatedPrecision publishedAtPrecision,
        @Nullable Boolean zoneAssumed,
        @Nullable Instant modifiedAt,
        Instant firstSeenAt,
        Instant observedAt,
        Language language,
        List<Image> images,
        @Nullable String section,
        @Nullable Genre genre,
        List<String> keywords,
        Access access,
        Representation representation,
        PubStatus pubStatus,
        @Nullable Changes changes,
        Rights rights,
        Tags tags,
        List<Quote> quotes,
        List<Attribution> attributions,
        String contentHash,
        Extraction extraction,
        Provenance provenance) {

    public Article {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1: " + version);
        }
        blocks = List.copyOf(blocks);
        authors = List.copyOf(authors);
        images = List.copyOf(images);
        keywords = List.copyOf(keywords);
        quotes = List.copyOf(quotes);
        attributions = List.copyOf(attributions);
    }

    /** A builder of a new article; what is not set is empty, unknown, or as of a first version. */
    public static ArticleBuilder builder() {
        return new ArticleBuilder();
    }

    /** A builder that starts from this article. */
    public ArticleBuilder toBuilder() {
        return new ArticleBuilder(this);
    }

    /** One line of the text. */
    public record Block(BlockKind kind, int start, int end) {}

    /** What a line of the text is. */
    public enum BlockKind implements WireNamed {
        PARAGRAPH,
        HEADING,
        LIST_ITEM,
        QUOTE,
        TABLE_ROW,
        PREFORMATTED,
        /** A kind that this version does not know. */
        OTHER
    }

    /** BCP 47 tag, {@code und} if undetermined; confidence in [0, 1]. */
    public record Language(String tag, double confidence) {

        /** No language was detected. */
        public static final Language UNDETERMINED = new Language("und", 0);
    }

    /**
     * A picture of the article.
     *
     * @param width in pixels; absent unless the page states width and height
     * @param height in pixels; absent unless the page states width and height
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Image(
            URI url,
            @Nullable String caption,
            @Nullable Integer width,
            @Nullable Integer height) {

        /** A picture of unknown size. */
        public Image(URI url, @Nullable String caption) {
            this(url, caption, null, null);
        }
    }

    /** What kind of article the publisher calls it. */
    public enum Genre implements WireNamed {
        NEWS,
        ANALYSIS,
        BACKGROUND,
        OPINION,
        REVIEW,
        INTERVIEW,
        LIVE,
        VIDEO,
        OBITUARY,
        PRESS_RELEASE,
        ADVERTISING,
        SATIRE,
        /** A genre that this version does not know. */
        OTHER
    }

    /** Whether readers pay. */
    public enum Access implements WireNamed {
        FREE,
        METERED,
        PAYWALLED,
        UNKNOWN,
        /** A value that this version does not know. */
        OTHER
    }

    /** Whether the text is the whole article. */
    public enum Representation implements WireNamed {
        FULL,
        PARTIAL,
        /** A value that this version does not know. */
        OTHER
    }

    /** IPTC ninjs 3.1 pubStatus. */
    public enum PubStatus implements WireNamed {
        USABLE,
        CANCELED,
        /** A value that this version does not know. */
        OTHER
    }

    /** How this version differs from the one before. */
    public record Changes(ChangeKind kind, int previousVersion, String summary) {}

    /** What changed. */
    public enum ChangeKind implements WireNamed {
        TEXT,
        METADATA,
        CORRECTION,
        RETRACTION,
        /** A kind that this version does not know. */
        OTHER
    }

    /**
     * What the publisher allows, as stated.
     *
     * @param license address or name of the licence
     * @param robots directives of the page's robots elements and of the header field X-Robots-Tag
     * @param tdmReservation whether text and data mining is reserved (TDMRep)
     * @param tdmPolicy address of the policy for text and data mining (TDMRep)
     * @param aiOptOut true where use to train models is refused
     * @param refusedAgents agents that gather texts for models and that robots.txt refuses this page by their names
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rights(
            @Nullable String license,
            @Nullable String robots,
            @Nullable Boolean tdmReservation,
            @Nullable String tdmPolicy,
            @Nullable Boolean aiOptOut,
            @Nullable List<String> refusedAgents) {

        /** Nothing stated. */
        public static final Rights UNSTATED = new Rights(null, null, null, null, null, null);

        public Rights {
            refusedAgents = refusedAgents == null ? null : List.copyOf(refusedAgents);
        }
    }

    /** All tags by task. */
    public record Tags(
            List<Tag> topics, List<Tag> people, List<Tag> organisations, List<Tag> places, List<Tag> keyphrases) {

        /** No tags. */
        public static final Tags NONE = new Tags(List.of(), List.of(), List.of(), List.of(), List.of());

        public Tags {
            topics = List.copyOf(topics);
            people = List.copyOf(people);
            organisations = List.copyOf(organisations);
            places = List.copyOf(places);
            keyphrases = List.copyOf(keyphrases);
        }
    }

    /** A tag with the engine that gave it and its confidence. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Tag(
            String name, String type, @Nullable String uri, double confidence, Creator creator, List<Span> mentions) {

        public Tag {
            mentions = List.copyOf(mentions);
        }
    }

    /** The engine that gave a tag. */
    public record Creator(String name, String version) {}

    /** Offsets into the text. */
    public record Span(int start, int end) {}

    /** Direct speech. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Quote(String text, @Nullable String speaker, int start, int end) {}

    /** An outlet that the article credits. */
    public record Attribution(String name, int start, int end) {}

    /**
     * How the text was found.
     *
     * @param confidence that the text is the article, in [0, 1]; 0 where there is no text
     * @param boilerplateLines lines left out because they recur over the site's pages
     * @param siteRuleLines lines left out by the operators' rule for the site
     * @param rulesHash of the operators' rules in force
     */
    public record Extraction(double confidence, int boilerplateLines, int siteRuleLines, String rulesHash) {

        /** The same with this number of lines left out as boilerplate. */
        public Extraction withBoilerplateLines(int lines) {
            return new Extraction(confidence, lines, siteRuleLines, rulesHash);
        }
    }

    /**
     * Where the fields come from.
     *
     * @param item the item that brought this version
     * @param enricher name and version of the code
     * @param fields rule that won, by field name
     * @param notes for people: reasons for absent fields and original strings, by field name
     */
    public record Provenance(ItemId item, String enricher, Map<String, FieldRule> fields, Map<String, String> notes) {

        public Provenance {
            fields = Map.copyOf(fields);
            notes = Map.copyOf(notes);
        }
    }
}
