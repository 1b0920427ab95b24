package io.wireroom.contract;

import io.wireroom.contract.Article.Access;
import io.wireroom.contract.Article.Attribution;
import io.wireroom.contract.Article.Block;
import io.wireroom.contract.Article.Changes;
import io.wireroom.contract.Article.Extraction;
import io.wireroom.contract.Article.Genre;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.Language;
import io.wireroom.contract.Article.Provenance;
import io.wireroom.contract.Article.PubStatus;
import io.wireroom.contract.Article.Quote;
import io.wireroom.contract.Article.Representation;
import io.wireroom.contract.Article.Rights;
import io.wireroom.contract.Article.Tags;
import io.wireroom.contract.address.Site;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Collects the components of an article. By default, {@code canonicalUrl} is {@code url} and {@code site} is its
 * registrable domain.
 */
public final class ArticleBuilder {

    private @Nullable ArticleId id;
    private int version = 1;
    private @Nullable URI url;
    private @Nullable URI canonicalUrl;
    private @Nullable Site site;
    private @Nullable SourceRef source;
    private String title = "";
    private @Nullable String subtitle;
    private String text = "";
    private List<Block> blocks = List.of();
    private @Nullable Integer wordCount;
    private @Nullable String byline;
    private List<String> authors = List.of();
    private @Nullable Instant publishedAt;
    private @Nullable StatedPrecision publishedAtPrecision;
    private @Nullable Boolean zoneAssumed;
    private @Nullable Instant modifiedAt;
    private @Nullable Instant firstSeenAt;
    private @Nullable Instant observedAt;
    private Language language = Language.UNDETERMINED;
    private List<Image> images = List.of();
    private @Nullable String section;
    private @Nullable Genre genre;
    private List<String> keywords = List.of();
    private Access access = Access.UNKNOWN;
    private Representation representation = Representation.FULL;
    private PubStatus pubStatus = PubStatus.USABLE;
    private @Nullable Changes changes;
    private Rights rights = Rights.UNSTATED;
    private Tags tags = Tags.NONE;
    private List<Quote> quotes = List.of();
    private List<Attribution> attributions = List.of();
    private @Nullable String contentHash;
    private @Nullable Extraction extraction;
    private @Nullable Provenance provenance;

    ArticleBuilder() {}

    ArticleBuilder(Article from) {
        id = from.id();
        version = from.version();
        url = from.url();
        canonicalUrl = from.canonicalUrl();
        site = from.site();
        source = from.source();
        title = from.title();
        subtitle = from.subtitle();
        text = from.text();
        blocks = from.blocks();
        wordCount = from.wordCount();
        byline = from.byline();
        authors = from.authors();
        publishedAt = from.publishedAt();
        publishedAtPrecision = from.publishedAtPrecision();
        zoneAssumed = from.zoneAssumed();
        modifiedAt = from.modifiedAt();
        firstSeenAt = from.firstSeenAt();
        observedAt = from.observedAt();
        language = from.language();
        images = from.images();
        section = from.section();
        genre = from.genre();
        keywords = from.keywords();
        access = from.access();
        representation = from.representation();
        pubStatus = from.pubStatus();
        changes = from.changes();
        rights = from.rights();
        tags = from.tags();
        quotes = from.quotes();
        attributions = from.attributions();
        contentHash = from.contentHash();
        extraction = from.extraction();
        provenance = from.provenance();
    }

    public ArticleBuilder id(ArticleId value) {
        id = value;
        return this;
    }

    public ArticleBuilder version(int value) {
        version = value;
        return this;
    }

    public ArticleBuilder url(URI value) {
        url = value;
        return this;
    }

    public ArticleBuilder canonicalUrl(URI value) {
        canonicalUrl = value;
        return this;
    }

    public ArticleBuilder source(SourceRef value) {
        source = value;
        return this;
    }

    public ArticleBuilder title(String value) {
        title = value;
        return this;
    }

    public ArticleBuilder subtitle(@Nullable String value) {
        subtitle = value;
        return this;
    }

    public ArticleBuilder text(String value) {
        text = value;
        return this;
    }

    public ArticleBuilder blocks(List<Block> value) {
        blocks = value;
        return this;
    }

    public ArticleBuilder wordCount(@Nullable Integer value) {
        wordCount = value;
        return this;
    }

    public ArticleBuilder byline(@Nullable String value) {
        byline = value;
        return this;
    }

    public ArticleBuilder authors(List<String> value) {
        authors = value;
        return this;
    }

    public ArticleBuilder publishedAt(@Nullable Instant value) {
        publishedAt = value;
        return this;
    }

    public ArticleBuilder publishedAtPrecision(@Nullable StatedPrecision value) {
        publishedAtPrecision = value;
        return this;
    }

    public ArticleBuilder zoneAssumed(@Nullable Boolean value) {
        zoneAssumed = value;
        return this;
    }

    public ArticleBuilder modifiedAt(@Nullable Instant value) {
        modifiedAt = value;
        return this;
    }

    public ArticleBuilder firstSeenAt(Instant value) {
        firstSeenAt = value;
        return this;
    }

    public ArticleBuilder observedAt(Instant value) {
        observedAt = value;
        return this;
    }

    public ArticleBuilder language(Language value) {
        language = value;
        return this;
    }

    public ArticleBuilder images(List<Image> value) {
        images = value;
        return this;
    }

    public ArticleBuilder section(@Nullable String value) {
        section = value;
        return this;
    }

    public ArticleBuilder genre(@Nullable Genre value) {
        genre = value;
        return this;
    }

    public ArticleBuilder keywords(List<String> value) {
        keywords = value;
        return this;
    }

    public ArticleBuilder access(Access value) {
        access = value;
        return this;
    }

    public ArticleBuilder representation(Representation value) {
        representation = value;
        return this;
    }

    public ArticleBuilder pubStatus(PubStatus value) {
        pubStatus = value;
        return this;
    }

    public ArticleBuilder changes(@Nullable Changes value) {
        changes = value;
        return this;
    }

    public ArticleBuilder rights(Rights value) {
        rights = value;
        return this;
    }

    public ArticleBuilder tags(Tags value) {
        tags = value;
        return this;
    }

    public ArticleBuilder quotes(List<Quote> value) {
        quotes = value;
        return this;
    }

    public ArticleBuilder attributions(List<Attribution> value) {
        attributions = value;
        return this;
    }

    public ArticleBuilder contentHash(String value) {
        contentHash = value;
        return this;
    }

    public ArticleBuilder extraction(Extraction value) {
        extraction = value;
        return this;
    }

    public ArticleBuilder provenance(Provenance value) {
        provenance = value;
        return this;
    }

    /** The article; throws where a required component was not set. */
    public Article build() {
        return new Article(
                require(id, "id"),
                version,
                require(url, "url"),
                canonicalUrl == null ? require(url, "url") : canonicalUrl,
                site == null ? Site.of(require(url, "url")) : site,
                require(source, "source"),
                title,
                subtitle,
                text,
                blocks,
                wordCount,
                byline,
                authors,
                publishedAt,
                publishedAtPrecision,
                zoneAssumed,
                modifiedAt,
                require(firstSeenAt, "firstSeenAt"),
                require(observedAt, "observedAt"),
                language,
                images,
                section,
                genre,
                keywords,
                access,
                representation,
                pubStatus,
                changes,
                rights,
                tags,
                quotes,
                attributions,
                require(contentHash, "contentHash"),
                require(extraction, "extraction"),
                require(provenance, "provenance"));
    }

    private static <T> T require(@Nullable T value, String component) {
        return Objects.requireNonNull(value, component);
    }
}
